using System.Collections.Concurrent;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Prediction;

/// <summary>Which routes a node is to have to the others' addresses. One a model; may be used by several threads.</summary>
internal sealed class RoutePrediction(ClusterModel model)
{
    // By the family's identity: two million pairs of a large cluster ask, and comparing names is most of the work.
    private readonly ConcurrentDictionary<NodeFamily, OwnedPrefix[]> owned = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the evidence tells which addresses are whose.</summary>
    public bool IsKnown { get; } = model.Objects is { Pools: not null } and ({ Blocks: not null } or { Affinities: not null });

    /// <summary>What of the pools' addresses is the node's: its blocks of VXLAN pools, and what it borrowed.</summary>
    public ReadOnlySpan<OwnedPrefix> PrefixesOf(ClusterNode node, bool isIpv6)
    {
        NodeFamily family = node.Family(isIpv6);
        return owned.TryGetValue(family, out OwnedPrefix[]? found) ? found : owned.GetOrAdd(family, Collect(node.Name, isIpv6));
    }

    /// <summary>
    /// The route of <paramref name="local"/> to a prefix that <paramref name="remote"/> has; false when it is to have none. There is none when the local
    /// node has no VTEP, since Felix learns the parent interface from it, and none through a tunnel whose end is not known.
    /// </summary>
    public static bool TryExpect(ClusterNode local, ClusterNode remote, in OwnedPrefix prefix, bool sameSubnet, string? parent, out ExpectedRoute route)
    {
        bool isIpv6 = !prefix.Cidr.IsIpv4;
        NodeFamily own = local.Family(isIpv6);
        NodeFamily far = remote.Family(isIpv6);
        bool isBare = sameSubnet && prefix.Mode == EncapsulationMode.CrossSubnet;
        bool isTunnelAddress = prefix.Cidr.IsSingle && prefix.Cidr.Address == far.TunnelAddress;
        route = isBare ? new ExpectedRoute(prefix.Cidr, RouteKind.SameSubnet, far.Address!.Value.Address, parent)
            : isTunnelAddress ? new ExpectedRoute(prefix.Cidr, RouteKind.TunnelAddress, null, own.Device)
            : new ExpectedRoute(prefix.Cidr, RouteKind.Tunnel, far.TunnelAddress, own.Device);
        return own.IsUsable && !local.IsWindows && (isBare || far.IsUsable);
    }

    /// <summary>All routes of <paramref name="local"/> to what <paramref name="remote"/> has.</summary>
    public List<ExpectedRoute> For(ClusterNode local, ClusterNode remote, bool isIpv6, string? parent)
    {
        List<ExpectedRoute> all = [];
        bool sameSubnet = local.HasInItsSubnet(remote, isIpv6);
        foreach (ref readonly OwnedPrefix prefix in PrefixesOf(remote, isIpv6))
        {
            if (TryExpect(local, remote, in prefix, sameSubnet, parent, out ExpectedRoute route))
            {
                all.Add(route);
            }
        }

        return all;
    }

    private OwnedPrefix[] Collect(string node, bool isIpv6)
    {
        List<OwnedPrefix> result = [];
        foreach (Block block in model.Blocks.Of(node))
        {
            if (block.Cidr.IsIpv4 != isIpv6 && block.Pool is { VxlanMode: not EncapsulationMode.Never } pool)
            {
                result.Add(new OwnedPrefix(block.Cidr, pool.VxlanMode));
            }
        }

        foreach (Allocation allocation in model.Blocks.BorrowedBy(node))
        {
            Cidr single = new(allocation.Address, allocation.Address.IsIpv4 ? 32 : 128);

            // A borrowed tunnel address has had its route since 3.29.2.
            bool isRouted = allocation.Type is null or "" || !model.Release.IsBefore(3, 29, 2);
            if (single.IsIpv4 != isIpv6 && isRouted && model.Blocks.PoolOf(single) is { VxlanMode: not EncapsulationMode.Never } pool)
            {
                result.Add(new OwnedPrefix(single, pool.VxlanMode));
            }
        }

        return [.. result];
    }
}

/// <summary>A prefix that is a node's own, and the mode of its pool.</summary>
internal readonly record struct OwnedPrefix(Cidr Cidr, EncapsulationMode Mode);
