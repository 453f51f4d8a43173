namespace CalicoVxlan.Lookups;

/// <summary>What is wrong with a peer, by kind of entry; made only when something is.</summary>
internal sealed class PeerProblems
{
    /// <summary>The peer itself: it has no usable VTEP.</summary>
    public string? Peer { get; init; }

    public string? Neighbour { get; init; }

    public string? Fdb { get; init; }

    public string? Route { get; init; }

    public static PeerProblems? Of(string? peer, string? neighbour, string? fdb, string? route) =>
        peer is null && neighbour is null && fdb is null && route is null ? null : new PeerProblems { Peer = peer, Neighbour = neighbour, Fdb = fdb, Route = route };
}
