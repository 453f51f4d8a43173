using System.Diagnostics.CodeAnalysis;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Model;

/// <summary>What a node's kernel holds, ready to be asked. Built once a node, on first use of each table.</summary>
internal sealed class NodeTables(NodeAnswers answers)
{
    private readonly Lazy<Dictionary<string, LinkRecord>> links = new(() => Links(answers.Links));
    private readonly Lazy<Dictionary<Cidr, RouteRecord>> routes = new(() => Routes(answers.Routes));
    private readonly Lazy<Dictionary<Cidr, RouteRecord>> routes6 = new(() => Routes(answers.Routes6));
    private readonly Lazy<Dictionary<(string, NetAddress), NeighbourRecord>> neighbours = new(() => Neighbours(answers.Neighbours));
    private readonly Lazy<Dictionary<(string, MacAddress), FdbRecord>> fdb = new(() => Fdb(answers.Fdb));

    public NodeAnswers Answers { get; } = answers;

    public bool HasLinks => Answers.Links is not null;

    public bool HasRoutes(bool isIpv6) => (isIpv6 ? Answers.Routes6 : Answers.Routes) is not null;

    public LinkRecord? Link(string name) => links.Value.GetValueOrDefault(name);

    /// <summary>The route of the main table to exactly that prefix; of several the one that wins, which has the lowest metric.</summary>
    public bool TryGetRoute(Cidr destination, out RouteRecord route) =>
        (destination.IsIpv4 ? routes : routes6).Value.TryGetValue(destination, out route);

    public IEnumerable<RouteRecord> MainRoutes(bool isIpv6) => (isIpv6 ? routes6 : routes).Value.Values;

    public bool TryGetNeighbour(string device, NetAddress address, out NeighbourRecord neighbour) => neighbours.Value.TryGetValue((device, address), out neighbour);

    public bool TryGetFdb(string device, MacAddress mac, [NotNullWhen(true)] out FdbRecord entry) => fdb.Value.TryGetValue((device, mac), out entry);

    /// <summary>The first interface, by index, that has an address; Felix finds the parent so (felix/dataplane/linux/route_mgr.go).</summary>
    public string? InterfaceWith(NetAddress address) => Answers.Addresses?
        .Where(a => a.Address.Address == address)
        .OrderBy(a => Link(a.Interface)?.Index ?? int.MaxValue)
        .Select(static a => a.Interface).FirstOrDefault();

    private static Dictionary<string, LinkRecord> Links(IReadOnlyList<LinkRecord>? links)
    {
        Dictionary<string, LinkRecord> result = new(links?.Count ?? 0, StringComparer.Ordinal);
        foreach (LinkRecord link in links ?? [])
        {
            result[link.Name] = link;
        }

        return result;
    }

    private static Dictionary<Cidr, RouteRecord> Routes(RouteRecord[]? routes)
    {
        Dictionary<Cidr, RouteRecord> result = new(routes?.Length ?? 0);
        foreach (RouteRecord route in routes ?? [])
        {
            if (route.Table == "main" && (!result.TryGetValue(route.Destination, out RouteRecord other) || route.Metric < other.Metric))
            {
                result[route.Destination] = route;
            }
        }

        return result;
    }

    private static Dictionary<(string, NetAddress), NeighbourRecord> Neighbours(NeighbourRecord[]? neighbours)
    {
        Dictionary<(string, NetAddress), NeighbourRecord> result = new(neighbours?.Length ?? 0);
        foreach (NeighbourRecord neighbour in neighbours ?? [])
        {
            result[(neighbour.Device, neighbour.Address)] = neighbour;
        }

        return result;
    }

    private static Dictionary<(string, MacAddress), FdbRecord> Fdb(FdbRecord[]? entries)
    {
        Dictionary<(string, MacAddress), FdbRecord> result = new(entries?.Length ?? 0);
        foreach (FdbRecord entry in entries ?? [])
        {
            if (entry.Destination is not null)
            {
                result[(entry.Device, entry.Mac)] = entry;
            }
        }

        return result;
    }
}
