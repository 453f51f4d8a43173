using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>The node has a route that covers 169.254.1.1.</summary>
internal sealed class DefaultRouteCheck : NodeCheck
{
    private static readonly NetAddress Gateway = NetAddress.Ipv4(0xa9fe0101);

    public override string Id => "Host.DefaultRoute";

    public override string Title => "The node can route to 169.254.1.1";

    public override string Reads => "nodes' routes and policy rules; IPPools";

    public override string Why => "The kernel answers ARP for an address by proxy only if it has a route to it; a node without default route answers nothing.";

    public override string Impact => "No pod on the node reaches anything: ARP for its gateway is not answered.";

    public override string Reference => "net/ipv4/arp.c";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Tables.Answers.Routes is not { } routes)
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, "the node's routes");
            yield break;
        }

        // 169.254.1.1 is the gateway of IPv4 alone; IPv6 has the link-local address of the cali interface's MAC.
        if (node.Model.Objects.Pools is { } pools && !pools.Any(static p => p.Cidr is { IsIpv4: true }))
        {
            yield return Skip(node.Name, "no pool is IPv4");
            yield break;
        }

        HashSet<string> tables = [.. node.Tables.Answers.Rules is { } rules ? rules.Where(static r => r.IsForAll).Select(static r => r.Table) : ["main", "default"]];
        RouteRecord? covering = routes.Where(r => r.Type == RouteType.Unicast && tables.Contains(r.Table) && r.Destination.Contains(Gateway))
            .OrderByDescending(static r => r.Destination.Length).Cast<RouteRecord?>().FirstOrDefault();
        yield return covering is { } found ? Pass(node.Name, $"{found.Destination} dev {found.Device}", "ip route, ip rule on the node")
            : Fail(node.Name, $"{node.Name} has no default route, and no other to 169.254.1.1", new Finding
            {
                Expected = "a default route", Actual = "none", Evidence = "ip route, ip rule on the node", Remedy = "ip route add default via GATEWAY, and make it permanent.", Command = "ip route get 169.254.1.1",
            });
    }
}
