using CalicoVxlan.Common;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>Calico's address of a node is one of the node's InternalIPs.</summary>
internal sealed class InternalAddressCheck : NodeCheck
{
    public override string Id => "Address.Internal";

    public override string Title => "Calico uses the node's InternalIP";

    public override string Reads => "Node annotations; Node status.addresses";

    public override string Why => "Autodetection takes the first interface it finds: a second card, a VIP or a bridge.";

    public override string Impact => "If the other interface is right, none; else no VXLAN to or from this node.";

    public override string Reference => "node/pkg/lifecycle/startup/autodetection; projectcalico/calico#6927";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.V4.Address is not { } cidr || node.Node.Object is not { InternalAddresses: { Count: > 0 } known } || !known.Any(static a => a.IsIpv4))
        {
            yield return node.Node.Object is null ? Unknown(node.Name, "the Node object") : Skip(node.Name, "the node has no IPv4 InternalIP, or Calico knows no address");
            yield break;
        }

        yield return known.Contains(cidr.Address) ? Pass(node.Name, cidr.Address.ToString(), "Node status.addresses")
            : Warn(node.Name, $"annotation projectcalico.org/IPv4Address is {cidr.Address}, InternalIP is {string.Join(", ", known.Where(static a => a.IsIpv4))}", new Finding
            {
                Expected = string.Join(", ", known.Where(static a => a.IsIpv4)), Actual = cidr.Address.ToString(), Evidence = $"Node {node.Name}",
                Remedy = "Set IP_AUTODETECTION_METHOD=kubernetes-internal-ip on calico-node, unless the other network is meant.", Command = $"kubectl get node {ShellWord.Quote(node.Name)} -o wide",
            });
    }
}
