namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>A BGPPeer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">spec.node; null for a global peer.</param>
/// <param name="PeerIp">spec.peerIP.</param>
internal sealed record BgpPeerObject(string Name, string? Node, string? PeerIp);
