using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>A permanent neighbour for every peer.</summary>
internal sealed class NeighbourCheck : PeerCheck
{
    public override string Id => "Peer.Neighbour";

    public override string Title => "The node knows every peer's VTEP MAC";

    public override string Reads => "nodes' neighbours; Node annotations";

    public override string Why => "The device floods nothing: without the entry, ARP goes nowhere.";

    public override string Impact => "Packets to this peer's pods are dropped at vxlan.calico (tx_dropped).";

    protected override string Table => "the node's neighbours";

    protected override string Place => "ip neigh on the node";

    protected override string? Reason(PeerProblems problems) => problems.Neighbour;

    protected override PeerEntryState StateOf(CalicoVtepPeer peer) => peer.Neighbour;

    protected override Finding Found(NodeContext node, CalicoVtepPeer peer, PeerEntryState state) => new()
    {
        Expected = $"{peer.TunnelAddress} lladdr {peer.Mac} PERMANENT", Actual = state.ToString(), Evidence = Place,
        Impact = state == PeerEntryState.Wrong ? "The peer drops what is sent: the inner MAC is not its own." : null,
        Remedy = $"Felix mends it within 90 seconds when it runs; by hand: ip neigh replace {peer.TunnelAddress} lladdr {peer.Mac} dev {DeviceOf(node, peer)} nud permanent",
        Command = $"ip neigh show dev {DeviceOf(node, peer)} {peer.TunnelAddress}",
    };
}
