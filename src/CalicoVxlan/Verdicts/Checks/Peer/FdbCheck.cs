using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>A permanent FDB entry for every peer.</summary>
internal sealed class FdbCheck : PeerCheck
{
    public override string Id => "Peer.Fdb";

    public override string Title => "The node knows where every peer's VTEP is";

    public override string Reads => "nodes' FDB; Node annotations";

    public override string Why => "The entry tells to which node a frame goes; there is no default.";

    public override string Impact => "Packets to this peer's pods are dropped at vxlan.calico (tx_dropped), or go to a node that is not there.";

    protected override string Table => "the node's FDB";

    protected override string Place => "bridge fdb on the node";

    protected override string? Reason(PeerProblems problems) => problems.Fdb;

    protected override PeerEntryState StateOf(CalicoVtepPeer peer) => peer.Fdb;

    protected override Finding Found(NodeContext node, CalicoVtepPeer peer, PeerEntryState state) => new()
    {
        Expected = $"{peer.Mac} dst {peer.Remote} self permanent", Actual = state.ToString(), Evidence = Place,
        Remedy = $"Felix mends it within 90 seconds when it runs; by hand: bridge fdb replace {peer.Mac} dev {DeviceOf(node, peer)} dst {peer.Remote} self permanent",
        Command = $"bridge fdb show dev {DeviceOf(node, peer)} | grep {peer.Mac}",
    };
}
