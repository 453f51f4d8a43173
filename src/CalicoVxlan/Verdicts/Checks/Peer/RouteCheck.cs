using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>Routes to every peer's blocks.</summary>
internal sealed class RouteCheck : PeerCheck
{
    public override string Id => "Peer.Route";

    public override string Title => "The node has a route to every peer's blocks, as the pool's mode demands";

    public override string Reads => "nodes' routes; IPAMBlocks; IPPools; Node annotations";

    public override string Why => "Without the route a pod's packet follows the default route, bare.";

    public override string Impact => "Packets to this peer's pods leave the node bare, by another way, or not at all.";

    protected override string Table => "the node's routes";

    // Affinities tell of blocks, and nothing of addresses that nodes have out of others'.
    protected override bool IsPartly(NodeContext node) => node.Model.Objects.Blocks is null;

    protected override string Missing(NodeContext node) => node.Cluster.Routes.IsKnown && node.Model.Objects.Blocks is not null ? Table : node.Model.Objects.Pools is null ? "the IPPools" : "the IPAMBlocks";

    protected override string Place => "ip route on the node";

    protected override string? Reason(PeerProblems problems) => problems.Route;

    protected override string Nothing => "no peer has a block of a VXLAN pool";

    protected override PeerEntryState StateOf(CalicoVtepPeer peer) => peer.Route;

    protected override Finding Found(NodeContext node, CalicoVtepPeer peer, PeerEntryState state) => new()
    {
        Expected = peer.Encapsulated == false ? $"via {peer.Remote} on the parent interface" : $"via {peer.TunnelAddress} dev {DeviceOf(node, peer)} onlink", Actual = state.ToString(), Evidence = Place,
        Remedy = "Felix mends it within 90 seconds when it runs and nothing else holds the prefix (ip route del BLOCK proto bird)"
            + (RouteCommands.ToPeer(node, peer) is { } byHand ? $"; {byHand}" : "; see its log otherwise."),
        Command = $"{(peer.Family?.IsIpv6 == true ? "ip -6" : "ip")} route show via {(peer.Encapsulated == false ? peer.Remote : peer.TunnelAddress)}",
    };
}
