using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Lookups;

/// <summary>
/// One node's view of its peers in one family. It remembers which of the kernel's rows belong to a peer, so that what is left over is found without
/// asking again whose it is.
/// </summary>
internal sealed class PeerRows(ClusterNode local, bool isIpv6, VtepForecast forecast, NodeTables tables, RoutePrediction routes)
{
    private readonly bool[] usedNeighbours = new bool[tables.Answers.Neighbours?.Length ?? 0];
    private readonly bool[] usedFdb = new bool[tables.Answers.Fdb?.Length ?? 0];
    private readonly bool[] usedRoutes = new bool[tables.Routes(isIpv6)?.Length ?? 0];

    public ClusterNode Local => local;

    public bool IsIpv6 => isIpv6;

    public NodeTables Tables => tables;

    public bool IsUsedNeighbour(int row) => usedNeighbours[row];

    public bool IsUsedFdb(int row) => usedFdb[row];

    public bool IsUsedRoute(int row) => usedRoutes[row];

    public CalicoVtepPeer Of(ClusterNode remote)
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
                neighbour = Neighbour(vtep.Device, far, out neighbourProblem);
                fdb = vtep.IsFlowBased ? PeerEntryState.None : Fdb(vtep.Device, far, out fdbProblem);
            }

            route = Routes(remote, vtep, out encapsulated, out routeProblem);
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

    private PeerEntryState Neighbour(string device, NodeFamily far, out string? problem)
    {
        problem = null;
        if (tables.Answers.Neighbours is not { } rows)
        {
            return PeerEntryState.Unknown;
        }

        NetAddress tunnel = far.TunnelAddress!.Value;
        int place = tables.FindNeighbour(device, tunnel);
        if (place < 0 || rows[place].Mac.IsZero)
        {
            problem = $"neighbour {tunnel} is missing on {device}";
            return PeerEntryState.Missing;
        }

        usedNeighbours[place] = true;
        ref readonly NeighbourRecord entry = ref rows[place];
        problem = entry.Mac != far.Mac ? $"neighbour {tunnel} has MAC {entry.Mac}, expected {far.Mac}"
            : entry.IsPermanent ? null : $"neighbour {tunnel} is not permanent";
        return problem is null ? PeerEntryState.Present : PeerEntryState.Wrong;
    }

    private PeerEntryState Fdb(string device, NodeFamily far, out string? problem)
    {
        problem = null;
        if (tables.Answers.Fdb is not { } rows)
        {
            return PeerEntryState.Unknown;
        }

        NetAddress remote = far.Address!.Value.Address;
        int place = tables.FindFdb(device, far.Mac);
        if (place < 0)
        {
            problem = $"FDB entry {far.Mac} is missing on {device}";
            return PeerEntryState.Missing;
        }

        usedFdb[place] = true;
        ref readonly FdbRecord entry = ref rows[place];
        problem = entry.Destination != remote ? $"FDB entry {far.Mac} leads to {entry.Destination}, expected {remote}"
            : entry.IsPermanent ? null : $"FDB entry {far.Mac} is not permanent";
        return problem is null ? PeerEntryState.Present : PeerEntryState.Wrong;
    }

    // All of the peer's blocks; the worst counts.
    private PeerEntryState Routes(ClusterNode remote, ExpectedVtep vtep, out bool? encapsulated, out string? problem)
    {
        encapsulated = null;
        problem = null;
        if (!routes.IsKnown)
        {
            return PeerEntryState.Unknown;
        }

        PeerEntryState worst = PeerEntryState.None;
        bool sameSubnet = local.HasInItsSubnet(remote, isIpv6);
        foreach (ref readonly OwnedPrefix prefix in routes.PrefixesOf(remote, isIpv6))
        {
            if (!RoutePrediction.TryExpect(local, remote, in prefix, sameSubnet, vtep.Parent, out ExpectedRoute expected))
            {
                continue;
            }

            encapsulated = encapsulated == true || expected.Kind != RouteKind.SameSubnet;
            if (tables.Routes(isIpv6) is not { } rows)
            {
                return PeerEntryState.Unknown;
            }

            PeerEntryState state = Route(rows, in expected, ref problem);
            worst = worst is PeerEntryState.None or PeerEntryState.Present || state == PeerEntryState.Missing ? state : worst;
        }

        return worst;
    }

    private PeerEntryState Route(RouteRecord[] rows, in ExpectedRoute expected, ref string? problem)
    {
        int place = tables.FindRoute(expected.Destination);
        string? text;
        if (place < 0)
        {
            text = $"route {expected} is missing";
        }
        else
        {
            usedRoutes[place] = true;
            text = RouteCheck.WhatIsWrong(in expected, in rows[place]) is { } wrong ? $"route {expected.Destination} {wrong}" : null;
        }

        if (text is not null)
        {
            problem = problem is null ? text : problem + "; " + text;
        }

        return text is null ? PeerEntryState.Present : place < 0 ? PeerEntryState.Missing : PeerEntryState.Wrong;
    }
}
