using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>The node's own blocks are blackholed, so that packets to free addresses don't wander.</summary>
internal sealed class BlackholeCheck : NodeCheck
{
    public override string Id => "Peer.Blackhole";

    public override string Title => "The node's own blocks are blackholed";

    public override string Reads => "nodes' routes; IPAMBlocks";

    public override string Why => "Packets to an address of the block that no pod has must end here; else they loop.";

    public override string Impact => "Packets to addresses without a pod leave by the default route and may come back.";

    public override string Reference => "felix/dataplane/linux/route_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Model.Objects.Blocks is null || node.Tables.Answers.Routes is null)
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, node.Tables.Answers.Routes is null ? "the node's routes" : "the IPAMBlocks");
            yield break;
        }

        // Single-address blocks have none, and IPv6's have none where Felix has no IPv6.
        Block[] own = [.. node.Model.Blocks.Of(node.Name).Where(b => !b.Cidr.IsSingle && b.Pool is { VxlanMode: not EncapsulationMode.Never } && (b.Cidr.IsIpv4 || node.Settings.Ipv6Support))];
        if (node.Model.Objects.Pools is null || (node.Tables.Answers.Routes6 is null && own.Any(static b => !b.Cidr.IsIpv4)))
        {
            yield return Unknown(node.Name, node.Model.Objects.Pools is null ? "the IPPools" : "the node's IPv6 routes");
            yield break;
        }

        Cidr[] missing = [.. own.Select(static b => b.Cidr).Where(c => !node.Tables.TryGetRoute(c, out RouteRecord route) || route.Type != RouteType.Blackhole)];
        yield return own.Length == 0 ? Skip(node.Name, "the node has no block of a VXLAN pool")
            : missing.Length == 0 ? Pass(node.Name, $"{own.Length} of {own.Length}", "ip route on the node")
            : Warn(node.Name, $"{node.Name} has no blackhole for its own {string.Join(", ", missing)}", new Finding
            {
                Remedy = $"Felix adds it within 90 seconds when it runs; {RouteCommands.ByHand([.. missing.Select(static c => $"{RouteCommands.Ip(c.Address)} route replace blackhole {c} proto 80")])}",
                Expected = $"blackhole {missing[0]} proto 80", Actual = "none", Evidence = "ip route on the node", Command = "ip route show type blackhole",
            });
    }
}
