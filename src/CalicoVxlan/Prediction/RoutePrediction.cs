using System.Collections.Concurrent;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Prediction;

/// <summary>Which routes a node is to have to the others' addresses. One a model; may be used by several threads.</summary>
internal sealed class RoutePrediction(ClusterModel model)
{
    private readonly ConcurrentDictionary<(string, bool), Owned[]> owned = new();

    /// <summary>
    /// Routes of <paramref name="local"/> to what <paramref name="remote"/> has. None when the local node has no VTEP, since Felix learns the
    /// parent interface from it, and none through a tunnel whose end is not known.
    /// </summary>
    public IEnumerable<ExpectedRoute> For(ClusterNode local, ClusterNode remote, bool isIpv6, string? parent)
    {
        NodeFamily own = local.Family(isIpv6);
        NodeFamily far = remote.Family(isIpv6);
        if (!own.IsUsable || local.IsWindows)
        {
            yield break;
        }

        bool sameSubnet = local.HasInItsSubnet(remote, isIpv6);
        foreach (Owned prefix in Prefixes(remote.Name, isIpv6))
        {
            if (sameSubnet && prefix.Mode == EncapsulationMode.CrossSubnet)
            {
                yield return new ExpectedRoute(prefix.Cidr, RouteKind.SameSubnet, far.Address!.Value.Address, parent);
            }
            else if (far.IsUsable && prefix.Cidr.IsSingle && prefix.Cidr.Address == far.TunnelAddress)
            {
                yield return new ExpectedRoute(prefix.Cidr, RouteKind.TunnelAddress, null, own.Device);
            }
            else if (far.IsUsable)
            {
                yield return new ExpectedRoute(prefix.Cidr, RouteKind.Tunnel, far.TunnelAddress, own.Device);
            }
        }
    }

    private Owned[] Prefixes(string node, bool isIpv6) => owned.GetOrAdd((node, isIpv6), static (key, self) => self.Collect(key.Item1, key.Item2), this);

    private Owned[] Collect(string node, bool isIpv6)
    {
        List<Owned> result = [];
        foreach (Block block in model.Blocks.Of(node))
        {
            if (block.Cidr.IsIpv4 != isIpv6 && block.Pool is { VxlanMode: not EncapsulationMode.Never } pool)
            {
                result.Add(new Owned(block.Cidr, pool.VxlanMode));
            }
        }

        foreach (Allocation allocation in model.Blocks.BorrowedBy(node))
        {
            Cidr single = new(allocation.Address, allocation.Address.IsIpv4 ? 32 : 128);

            // A borrowed tunnel address has had its route since 3.29.2.
            bool isRouted = allocation.Type is null or "" || !model.Release.IsBefore(3, 29, 2);
            if (single.IsIpv4 != isIpv6 && isRouted && model.Blocks.PoolOf(single) is { VxlanMode: not EncapsulationMode.Never } pool)
            {
                result.Add(new Owned(single, pool.VxlanMode));
            }
        }

        return [.. result];
    }

    private readonly record struct Owned(Cidr Cidr, EncapsulationMode Mode);
}
