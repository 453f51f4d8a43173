using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>Permanent entries and routes on the VXLAN device that belong to no peer: nobody but Felix and a person makes such.</summary>
internal static class StaleEntries
{
    public static void Add(
        List<CalicoVtepPeer> rows, PeerRows peers, Dictionary<(bool, NetAddress), ClusterNode> byTunnel, Dictionary<(bool, MacAddress), ClusterNode> byMac, ClusterModel model)
    {
        ClusterNode local = peers.Local;
        bool isIpv6 = peers.IsIpv6;
        NodeTables tables = peers.Tables;
        string device = local.Family(isIpv6).Device;
        NeighbourRecord[] neighbours = tables.Answers.Neighbours ?? [];
        for (int i = 0; i < neighbours.Length; i++)
        {
            ref readonly NeighbourRecord entry = ref neighbours[i];
            if (!peers.IsUsedNeighbour(i) && entry.Device == device && entry.IsPermanent && entry.Address.IsIpv4 != isIpv6 && !entry.Mac.IsZero
                && !IsPeer(byTunnel.GetValueOrDefault((isIpv6, entry.Address)), local))
            {
                ClusterNode? owner = byMac.GetValueOrDefault((isIpv6, entry.Mac));
                string whose = owner is null ? "is no node's tunnel address" : $"has the VTEP MAC of {owner.Name}, whose tunnel address is {owner.Family(isIpv6).TunnelAddress}";
                rows.Add(Row(local, owner, entry.Address.ToString(), entry.Mac, null, $"neighbour {entry.Address} {whose}", neighbour: PeerEntryState.Stale));
            }
        }

        FdbRecord[] fdb = tables.Answers.Fdb ?? [];
        for (int i = 0; i < fdb.Length; i++)
        {
            ref readonly FdbRecord entry = ref fdb[i];
            if (!peers.IsUsedFdb(i) && entry.Device == device && entry.IsPermanent && entry.Destination is { } remote && !IsPeer(byMac.GetValueOrDefault((isIpv6, entry.Mac)), local))
            {
                string what = entry.Mac.IsZero ? "default FDB entry: Calico has none" : $"FDB entry {entry.Mac} is no node's VTEP MAC";
                rows.Add(Row(local, null, null, entry.Mac, remote.ToString(), $"{what}; it leads to {remote}", fdb: PeerEntryState.Stale));
            }
        }

        if (model.Objects.Blocks is not null && model.Objects.Pools is not null)
        {
            AddRoutes(rows, peers, device, byTunnel, model);
        }
    }

    private static void AddRoutes(List<CalicoVtepPeer> rows, PeerRows peers, string device, Dictionary<(bool, NetAddress), ClusterNode> byTunnel, ClusterModel model)
    {
        bool isIpv6 = peers.IsIpv6;
        RouteRecord[] routes = peers.Tables.Routes(isIpv6) ?? [];
        for (int i = 0; i < routes.Length; i++)
        {
            ref readonly RouteRecord route = ref routes[i];
            if (!peers.IsUsedRoute(i) && route.Device == device && route.Protocol != "kernel" && peers.Tables.FindRoute(route.Destination) == i
                && !IsTunnelAddress(route.Destination, isIpv6, byTunnel, model) && !(isIpv6 && route.Destination.Address.IsLinkLocalOrMulticast))
            {
                ClusterNode? owner = route.Gateway is { } gateway ? byTunnel.GetValueOrDefault((isIpv6, gateway)) : null;
                rows.Add(Row(peers.Local, owner, route.Gateway?.ToString(), default, null, $"route {route.Destination} on {device} leads to no block of a peer", route: PeerEntryState.Stale, destination: route.Destination));
            }
        }
    }

    private static bool IsPeer(ClusterNode? node, ClusterNode local) => node is not null && node != local;

    // Calico 3.30 and 3.31 make a /32 route for every tunnel address (projectcalico/calico issue 12179); it does no harm.
    private static bool IsTunnelAddress(Cidr destination, bool isIpv6, Dictionary<(bool, NetAddress), ClusterNode> byTunnel, ClusterModel model) =>
        destination.IsSingle && byTunnel.ContainsKey((isIpv6, destination.Address)) && (!model.Release.IsKnown || model.Release is { Major: 3, Minor: 30 or 31 });

    private static CalicoVtepPeer Row(
        ClusterNode local, ClusterNode? peer, string? tunnel, MacAddress mac, string? remote, string problem,
        PeerEntryState neighbour = PeerEntryState.None, PeerEntryState fdb = PeerEntryState.None, PeerEntryState route = PeerEntryState.None, Cidr? destination = null) => new()
        {
            Node = local.Name,
            Peer = peer?.Name,
            Entry = new PeerEntry(tunnel, mac.IsZero && fdb == PeerEntryState.None ? null : mac.ToString(), remote, destination),
            Neighbour = neighbour,
            Fdb = fdb,
            Route = route,
            Problems = new PeerProblems { Peer = problem },
        };
}
