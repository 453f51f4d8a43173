using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>What a node's kernel has for one peer, next to what it needs.</summary>
public enum PeerEntryState
{
    /// <summary>There, as expected.</summary>
    Present,

    /// <summary>Not there.</summary>
    Missing,

    /// <summary>There with another value.</summary>
    Wrong,

    /// <summary>There and not to be.</summary>
    Stale,

    /// <summary>Not needed, and not there: no block, a flow-based device, or no VTEP at one end.</summary>
    None,

    /// <summary>The evidence doesn't hold it.</summary>
    Unknown,
}

/// <summary>One node's view of one peer: the neighbour, the forwarding entry and the routes that lead to it.</summary>
public sealed class CalicoVtepPeer
{
    /// <summary>The node that was asked.</summary>
    public required string Node { get; init; }

    /// <summary>The other node; null where an entry belongs to no node of the cluster.</summary>
    public string? Peer { get; init; }

    /// <summary>The peer's tunnel address.</summary>
    public string? TunnelAddress => Entry is { } entry ? entry.Address : Family?.TunnelAddress?.ToString();

    /// <summary>The peer's VTEP MAC.</summary>
    public string? Mac => Entry is { } entry ? entry.Mac : Family is { IsUsable: true } ? Family.Mac.ToString() : null;

    /// <summary>The peer's node address, where encapsulated frames go.</summary>
    public string? Remote => Entry is { } entry ? entry.Remote : Family?.Address?.Address.ToString();

    /// <summary>Tunnel address to MAC, permanent.</summary>
    public PeerEntryState Neighbour { get; init; }

    /// <summary>MAC to node address, permanent.</summary>
    public PeerEntryState Fdb { get; init; }

    /// <summary>Routes to all of the peer's blocks; the worst counts.</summary>
    public PeerEntryState Route { get; init; }

    /// <summary>Blocks of the peer that lead through VXLAN: true; bare, being in the same subnet: false; null when it has none.</summary>
    public bool? Encapsulated { get; init; }

    /// <summary>What differs; null when nothing does.</summary>
    public string? Problem =>
        Problems is null ? null : string.Join("; ", ((string?[])[Problems.Peer, Problems.Neighbour, Problems.Fdb, Problems.Route]).Where(static p => p is not null));

    internal PeerProblems? Problems { get; init; }

    /// <summary>The peer's side; texts are made of it when they are asked for, since of a million rows few are read.</summary>
    internal NodeFamily? Family { get; init; }

    /// <summary>What an entry says that belongs to no peer.</summary>
    internal PeerEntry? Entry { get; init; }

    /// <summary>Both nodes and the problem.</summary>
    public override string ToString() => $"{Node} > {Peer ?? TunnelAddress ?? Mac}: {Problem ?? "ok"}";
}

/// <summary>An entry's own addresses; of a route its destination, too.</summary>
internal sealed record PeerEntry(string? Address, string? Mac, string? Remote, Cidr? Destination);
