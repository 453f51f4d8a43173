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
        if (!node.Cluster.VxlanPools.Any(static p => p.VxlanMode == EncapsulationMode.CrossSubnet) || node.Node.V4.Address is not { } own)
        {
            yield return Skip(node.Name, node.Node.V4.Address is null ? "Calico knows no IPv4 address of the node" : "no pool is CrossSubnet");
            yield break;
        }

        string place = $"Node {node.Name} annotation projectcalico.org/IPv4Address";
        string command = $"kubectl get node {node.Name} -o yaml | grep IPv4Address";
        if (own.IsSingle && node.Model.Nodes.Count > 1)
        {
            yield return Warn(node.Name, $"{place} is {own}: with /32 every peer is in another subnet", new Finding
            {
                Expected = "the interface's mask", Actual = "/32", Evidence = place, Remedy = "Let calico-node detect the address (IP=autodetect) or set IP with the right mask.", Command = command,
            });
            yield break;
        }

        ClusterNode? odd = node.Model.Nodes.FirstOrDefault(n => n != node.Node && n.V4.Address is { IsSingle: false } && node.Node.HasInItsSubnet(n, false) != n.HasInItsSubnet(node.Node, false));
        yield return odd is null ? Pass(node.Name, "/" + own.Length, place)
            : Warn(node.Name, $"{node.Name} has {own}, {odd.Name} has {odd.V4.Address}: one takes the other for its subnet's, and not the other way round", new Finding
            {
                Expected = "the same mask in one subnet", Actual = $"{own} and {odd.V4.Address}", Evidence = place, Remedy = "Give both interfaces the subnet's mask and restart calico-node on the node that was changed.", Command = command,
            });
    }
}
