using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Lookups;

/// <summary>Every node's view of every peer. One a cluster; may be used by several threads, one node each.</summary>
public sealed class PeerTable
{
    private readonly ClusterModel model;
    private readonly RoutePrediction routes;
    private readonly Dictionary<(bool, NetAddress), ClusterNode> byTunnel = [];
    private readonly Dictionary<(bool, MacAddress), ClusterNode> byMac = [];

    /// <summary>Makes the table of a cluster.</summary>
    public PeerTable(ClusterModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        routes = new RoutePrediction(model);
        foreach (ClusterNode node in model.Nodes)
        {
            foreach (bool isIpv6 in (bool[])[false, true])
            {
                NodeFamily family = node.Family(isIpv6);
                if (family.IsUsable)
                {
                    byTunnel.TryAdd((isIpv6, family.TunnelAddress!.Value), node);
                    byMac.TryAdd((isIpv6, family.Mac), node);
                }
            }
        }
    }

    /// <summary>Rows of one node: one a peer and family, and one for each entry that belongs to no peer.</summary>
    public IEnumerable<CalicoVtepPeer> Of(string node)
    {
        return model.Node(node) is { } local ? Of(local, model.Tables(node)) : [];
    }

    internal List<CalicoVtepPeer> Of(ClusterNode local, NodeTables tables)
    {
        List<CalicoVtepPeer> rows = [];
        Add(rows, local, tables, isIpv6: false);
        Add(rows, local, tables, isIpv6: true);
        return rows;
    }

    private void Add(List<CalicoVtepPeer> rows, ClusterNode local, NodeTables tables, bool isIpv6)
    {
        VtepForecast forecast = VtepPrediction.For(model, local, tables, isIpv6);
        HashSet<Cidr> known = [];
        foreach (ClusterNode remote in model.Nodes)
        {
            // A peer that lacks its VTEP is a row too in a cluster that has VXLAN: nothing leads to it, and that is said.
            bool isRow = remote.Family(isIpv6).IsUsable || (!isIpv6 && forecast.Vtep is not null);
            if (remote != local && isRow && !(isIpv6 && forecast.Vtep is null))
            {
                rows.Add(Row(local, remote, isIpv6, forecast, tables, known));
            }
        }

        // Without the nodes nothing tells whose an entry is.
        if (model.Objects.Nodes is null)
        {
            return;
        }

        StaleEntries.Add(rows, local, isIpv6, tables, known, byTunnel, byMac, model);
    }

    private CalicoVtepPeer Row(ClusterNode local, ClusterNode remote, bool isIpv6, VtepForecast forecast, NodeTables tables, HashSet<Cidr> known)
    {
        NodeFamily far = remote.Family(isIpv6);
        PeerEntryState neighbour = PeerEntryState.None;
        PeerEntryState fdb = PeerEntryState.None;
        PeerEntryState route = PeerEntryState.None;
        string? peerProblem = far.IsUsable ? null : $"{remote.Name} has no usable VTEP: {(far.Address is null ? far.AddressAnnotation : far.TunnelAnnotation)} is missing or can't be read";
        string? neighbourProblem = null;
        string? fdbProblem = null;
        string? routeProblem = null;
        bool? encapsulated = null;
        if (forecast.Vtep is { } vtep)
        {
            if (far.IsUsable)
            {
                neighbour = Neighbour(tables, vtep.Device, far, out neighbourProblem);
                fdb = vtep.IsFlowBased ? PeerEntryState.None : Fdb(tables, vtep.Device, far, out fdbProblem);
            }

            route = Routes(local, remote, isIpv6, vtep, tables, known, out encapsulated, out routeProblem);
        }

        return new CalicoVtepPeer
        {
            Node = local.Name,
            Peer = remote.Name,
            Family = far,
            Neighbour = neighbour,
            Fdb = fdb,
            Route = route,
            Encapsulated = encapsulated,
            Problems = PeerProblems.Of(peerProblem, neighbourProblem, fdbProblem, routeProblem),
        };
    }

    private static PeerEntryState Neighbour(NodeTables tables, string device, NodeFamily far, out string? problem)
    {
        problem = null;
        if (tables.Answers.Neighbours is null)
        {
            return PeerEntryState.Unknown;
        }

        NetAddress tunnel = far.TunnelAddress!.Value;
        if (!tables.TryGetNeighbour(device, tunnel, out NeighbourRecord entry) || entry.Mac.IsZero)
        {
            problem = $"neighbour {tunnel} is missing on {device}";
            return PeerEntryState.Missing;
        }

        problem = entry.Mac != far.Mac ? $"neighbour {tunnel} has MAC {entry.Mac}, expected {far.Mac}"
            : entry.IsPermanent ? null : $"neighbour {tunnel} is not permanent";
        return problem is null ? PeerEntryState.Present : PeerEntryState.Wrong;
    }

    private static PeerEntryState Fdb(NodeTables tables, string device, NodeFamily far, out string? problem)
    {
        problem = null;
        if (tables.Answers.Fdb is null)
        {
            return PeerEntryState.Unknown;
        }

        NetAddress remote = far.Address!.Value.Address;
        if (!tables.TryGetFdb(device, far.Mac, out FdbRecord entry))
        {
            problem = $"FDB entry {far.Mac} is missing on {device}";
            return PeerEntryState.Missing;
        }

        problem = entry.Destination != remote ? $"FDB entry {far.Mac} leads to {entry.Destination}, expected {remote}"
            : entry.IsPermanent ? null : $"FDB entry {far.Mac} is not permanent";
        return problem is null ? PeerEntryState.Present : PeerEntryState.Wrong;
    }

    // All of the peer's blocks; the worst counts.
    private PeerEntryState Routes(
        ClusterNode local, ClusterNode remote, bool isIpv6, ExpectedVtep vtep, NodeTables tables, HashSet<Cidr> known, out bool? encapsulated, out string? problem)
    {
        encapsulated = null;
        problem = null;
        PeerEntryState worst = PeerEntryState.None;
        foreach (ExpectedRoute expected in routes.For(local, remote, isIpv6, vtep.Parent))
        {
            known.Add(expected.Destination);
            encapsulated = encapsulated == true || expected.Kind != RouteKind.SameSubnet;
            if (!tables.HasRoutes(isIpv6))
            {
                return PeerEntryState.Unknown;
            }

            string? wrong = tables.TryGetRoute(expected.Destination, out RouteRecord route) ? RouteCheck.WhatIsWrong(expected, route) : "is missing";
            PeerEntryState state = wrong is null ? PeerEntryState.Present : wrong == "is missing" ? PeerEntryState.Missing : PeerEntryState.Wrong;
            if (wrong is not null)
            {
                string text = state == PeerEntryState.Missing ? $"route {expected} is missing" : $"route {expected.Destination} {wrong}";
                problem = problem is null ? text : problem + "; " + text;
            }

            worst = worst is PeerEntryState.None or PeerEntryState.Present || state == PeerEntryState.Missing ? state : worst;
        }

        return worst;
    }
}
