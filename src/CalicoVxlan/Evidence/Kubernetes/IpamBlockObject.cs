using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>An IPAMBlock; those that are marked deleted are not given.</summary>
internal sealed record IpamBlockObject
{
    public required string Name { get; init; }

    public Cidr? Cidr { get; init; }

    /// <summary>The node of <c>host:NODE</c>; null without an affinity.</summary>
    public string? Node { get; init; }

    /// <summary>Addresses that are taken.</summary>
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>How many addresses are free.</summary>
    public int Free { get; init; }
}

/// <summary>An address that IPAM gave away.</summary>
/// <param name="Address">The address: the block's first plus the ordinal.</param>
/// <param name="Handle">handle_id, such as <c>vxlan-tunnel-addr-node1</c> or <c>k8s-pod-network.CONTAINER</c>.</param>
/// <param name="Node">secondary.node; null when it is not recorded.</param>
/// <param name="Type">secondary.type, such as <c>vxlanTunnelAddress</c>; null for pods.</param>
/// <param name="Namespace">secondary.namespace.</param>
/// <param name="Pod">secondary.pod.</param>
internal readonly record struct Allocation(NetAddress Address, string? Handle, string? Node, string? Type, string? Namespace, string? Pod);
