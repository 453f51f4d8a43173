using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>The masks of the nodes' annotations, which decide about CrossSubnet.</summary>
internal sealed class MaskCheck : NodeCheck
{
    public override string Id => "Address.Mask";

    public override string Title => "The node's mask tells same and other subnet rightly";

    public override string Reads => "Node annotations; IPPools; nodes' addresses";

    public override string Why => "CrossSubnet compares the peer's address with the own annotation's mask; a /32 encapsulates everything, differing masks only one way.";

    public override string Impact => "Traffic in the subnet is encapsulated needlessly, or in one direction only, which filters may not let pass.";

    public override string Reference => "felix/calc/l3_route_resolver.go; projectcalico/calico#4254, #9341";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Model.Objects.Pools is null || node.Node.Object is null)
        {
            yield return Unknown(node.Name, node.Model.Objects.Pools is null ? "the IPPools" : "the node's annotations");
            yield break;
        }

        bool[] crossing = [.. ((bool[])[false, true]).Where(v6 => node.Node.Family(v6).Address is not null && node.Cluster.VxlanPools.Any(p => p.VxlanMode == EncapsulationMode.CrossSubnet && p.Cidr is { } cidr && cidr.IsIpv4 != v6))];
        if (crossing.Length == 0)
        {
            yield return Skip(node.Name, node.Node.V4.Address is null && node.Node.V6.Address is null ? "Calico knows no address of the node" : "no pool is CrossSubnet");
            yield break;
        }

        CheckResult[] wrong = [.. crossing.Select(v6 => Wrong(node, v6)).OfType<CheckResult>()];
        foreach (CheckResult result in wrong)
        {
            yield return result;
        }

        if (wrong.Length == 0)
        {
            yield return Pass(node.Name, string.Join(", ", crossing.Select(v6 => $"/{node.Node.Family(v6).Address!.Value.Length}")), "Node annotations");
        }
    }

    private CheckResult? Wrong(NodeContext node, bool isIpv6)
    {
        NodeFamily family = node.Node.Family(isIpv6);
        Cidr own = family.Address!.Value;
        string place = $"Node {node.Name} annotation projectcalico.org/{family.AddressAnnotation}";
        string command = $"kubectl get node {ShellWord.Quote(node.Name)} -o yaml | grep {family.AddressAnnotation}";
        if (own.IsSingle && node.Model.Nodes.Count > 1)
        {
            return Warn(node.Name, $"{place} is {own}: with /{own.Length} every peer is in another subnet", new Finding
            {
                Expected = "the interface's mask", Actual = $"/{own.Length}", Evidence = place, Remedy = $"Let calico-node detect the address ({(isIpv6 ? "IP6" : "IP")}=autodetect) or set it with the right mask.", Command = command,
            });
        }

        ClusterNode? odd = node.Model.Nodes.FirstOrDefault(n => n != node.Node && n.Family(isIpv6).Address is { IsSingle: false } && node.Node.HasInItsSubnet(n, isIpv6) != n.HasInItsSubnet(node.Node, isIpv6));
        return odd is null ? null
            : Warn(node.Name, $"{node.Name} has {own}, {odd.Name} has {odd.Family(isIpv6).Address}: one takes the other for its subnet's, and not the other way round", new Finding
            {
                Expected = "the same mask in one subnet", Actual = $"{own} and {odd.Family(isIpv6).Address}", Evidence = place, Remedy = "Give both interfaces the subnet's mask and restart calico-node on the node that was changed.", Command = command,
            });
    }
}
