using CalicoVxlan.Common;

namespace CalicoVxlan.Prediction;

/// <summary>How a prefix of another node is reached (felix/dataplane/linux/vxlan_mgr.go, route_mgr.go).</summary>
internal enum RouteKind
{
    /// <summary><c>BLOCK via TUNNEL dev vxlan.calico onlink</c>.</summary>
    Tunnel,

    /// <summary><c>TUNNEL dev vxlan.calico scope link</c>: the tunnel address itself, where no block route covers it.</summary>
    TunnelAddress,

    /// <summary><c>BLOCK via NODE dev PARENT proto 80 onlink</c>: same subnet, mode CrossSubnet.</summary>
    SameSubnet,
}

/// <summary>A route that a node is to have to a prefix of another.</summary>
/// <param name="Destination">The block, or a single borrowed address.</param>
/// <param name="Kind">How it is reached.</param>
/// <param name="Gateway">Next hop; null for <see cref="RouteKind.TunnelAddress"/>.</param>
/// <param name="Device">Interface; null when the parent is not known.</param>
internal readonly record struct ExpectedRoute(Cidr Destination, RouteKind Kind, NetAddress? Gateway, string? Device)
{
    public override string ToString() => Kind == RouteKind.TunnelAddress ? $"{Destination} dev {Device} scope link" : $"{Destination} via {Gateway} dev {Device ?? "the parent interface"}";
}
