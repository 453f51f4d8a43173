using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>An interface of the node has the address that Calico uses.</summary>
internal sealed class OnHostCheck : NodeCheck
{
    public override string Id => "Address.OnHost";

    public override string Title => "The node has the address that Calico uses";

    public override string Reads => "Node annotations; nodes' addresses";

    public override string Why => "Felix looks for the interface with this address and binds vxlan.calico to it; peers send to it.";

    public override string Impact => "The device has no parent, and peers' frames go to an address that the node does not have.";

    public override string Reference => "felix/dataplane/linux/route_mgr.go; projectcalico/calico#6927, #10901";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        NodeFamily[] families = [.. ((NodeFamily[])[node.Node.V4, node.Node.V6]).Where(static f => f.Address is not null)];
        if (node.Node.IsWindows || families.Length == 0)
        {
            yield return node.Node.Object is null ? Unknown(node.Name, "the node's annotations") : Skip(node.Name, node.Node.IsWindows ? "a Windows node" : "Calico knows no address of the node");
            yield break;
        }

        if (node.Tables.Answers.Addresses is null)
        {
            yield return Unknown(node.Name, "the node's addresses");
            yield break;
        }

        NodeFamily[] missing = [.. families.Where(f => node.Tables.InterfaceWith(f.Address!.Value.Address) is null)];
        foreach (NodeFamily family in missing)
        {
            NetAddress address = family.Address!.Value.Address;
            yield return Fail(node.Name, $"no interface of {node.Name} has {address} of annotation projectcalico.org/{family.AddressAnnotation}", new Finding
            {
                Expected = address.ToString(), Actual = "on no interface", Evidence = "ip addr on the node",
                Remedy = $"Set {(family.IsIpv6 ? "IP6_AUTODETECTION_METHOD" : "IP_AUTODETECTION_METHOD")} to find the right interface and restart calico-node on the node.", Command = $"ip address | grep {address}",
            });
        }

        if (missing.Length == 0)
        {
            yield return Pass(node.Name, string.Join(", ", families.Select(f => $"{f.Address!.Value.Address} on {node.Tables.InterfaceWith(f.Address.Value.Address)}")), "ip addr on the node");
        }
    }
}
