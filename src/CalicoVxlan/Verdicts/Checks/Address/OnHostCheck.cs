using CalicoVxlan.Common;

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
        if (node.Node.IsWindows || node.Node.V4.Address is not { } cidr)
        {
            yield return Skip(node.Name, node.Node.IsWindows ? "a Windows node" : "Calico knows no IPv4 address of the node");
            yield break;
        }

        if (node.Tables.Answers.Addresses is null)
        {
            yield return Unknown(node.Name, "the node's addresses");
            yield break;
        }

        NetAddress address = cidr.Address;
        yield return node.Tables.InterfaceWith(address) is { } device ? Pass(node.Name, $"{address} on {device}", "ip addr on the node")
            : Fail(node.Name, $"no interface of {node.Name} has {address} of annotation projectcalico.org/IPv4Address", new Finding
            {
                Expected = address.ToString(), Actual = "on no interface", Evidence = "ip addr on the node", Remedy = "Set IP_AUTODETECTION_METHOD to find the right interface and restart calico-node on the node.",
                Command = $"ip address | grep {address}",
            });
    }
}
