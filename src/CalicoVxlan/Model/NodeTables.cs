using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Model;

/// <summary>What a node's kernel holds, ready to be asked. Built once a node, on first use of each table.</summary>
/// <param name="answers">What its commands said.</param>
/// <param name="isWhole">Nothing of it had to be left out.</param>
internal sealed class NodeTables(NodeAnswers answers, bool isWhole = true)
{
    private readonly Lazy<Dictionary<string, LinkRecord>> links = new(() => Links(answers.Links));
    private readonly Lazy<RowIndex<RouteRecord, Cidr, RouteKey>> routes = new(() => new(answers.Routes));
    private readonly Lazy<RowIndex<RouteRecord, Cidr, RouteKey>> routes6 = new(() => new(answers.Routes6));
    private readonly Lazy<RowIndex<NeighbourRecord, DeviceKey, NeighbourKey>> neighbours = new(() => new(answers.Neighbours));
    private readonly Lazy<RowIndex<FdbRecord, DeviceKey, FdbKey>> fdb = new(() => new(answers.Fdb));

    public NodeAnswers Answers { get; } = answers;

    public bool IsWhole { get; } = isWhole;

    public bool HasLinks => Answers.Links is not null;

    public bool HasRoutes(bool isIpv6) => Routes(isIpv6) is not null;

    public LinkRecord? Link(string name) => links.Value.GetValueOrDefault(name);

    /// <summary>The route of the main table to exactly that prefix; of several the one that wins, which has the lowest metric.</summary>
    public bool TryGetRoute(Cidr destination, out RouteRecord route) => Row(Routes(!destination.IsIpv4), FindRoute(destination), out route);

    public bool TryGetNeighbour(string device, NetAddress address, out NeighbourRecord neighbour) => Row(Answers.Neighbours, FindNeighbour(device, address), out neighbour);

    public RouteRecord[]? Routes(bool isIpv6) => isIpv6 ? Answers.Routes6 : Answers.Routes;

    /// <summary>The place of that route in <see cref="Routes"/>; -1 when there is none.</summary>
    public int FindRoute(Cidr destination) => (destination.IsIpv4 ? routes : routes6).Value.Find(destination);

    /// <summary>The place of that entry in the list of neighbours; -1 when there is none.</summary>
    public int FindNeighbour(string device, NetAddress address) => neighbours.Value.Find(new DeviceKey(device, address));

    /// <summary>The place of that entry in the list of forwarding entries; -1 when there is none.</summary>
    public int FindFdb(string device, MacAddress mac) => fdb.Value.Find(new DeviceKey(device, mac));

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

    private static bool Row<T>(T[]? rows, int place, out T row)
        where T : struct
    {
        row = place < 0 ? default : rows![place];
        return place >= 0;
    }
}
