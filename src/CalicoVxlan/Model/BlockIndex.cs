using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>A block of addresses, its owner and its pool.</summary>
/// <param name="Cidr">The block.</param>
/// <param name="Node">The node it is affine to; null without an affinity.</param>
/// <param name="Pool">The pool it is in; null when no pool covers it any more.</param>
/// <param name="Object">Its IPAMBlock; null when only an affinity tells of it.</param>
internal sealed record Block(Cidr Cidr, string? Node, IpPoolObject? Pool, IpamBlockObject? Object);

/// <summary>Blocks and allocations by address.</summary>
internal sealed class BlockIndex
{
    private readonly Dictionary<Cidr, Block> blocks = [];
    private readonly Dictionary<NetAddress, Allocation> allocations = [];
    private readonly Dictionary<string, List<Block>> byNode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Allocation>> borrowed = new(StringComparer.Ordinal);
    private readonly int[] lengths;
    private readonly IReadOnlyList<IpPoolObject> pools;

    public BlockIndex(ClusterObjects objects)
    {
        pools = objects.Pools ?? [];
        foreach (IpamBlockObject found in objects.Blocks ?? [])
        {
            Add(found);
        }

        // Without blocks (they may not be listed) affinities tell who owns what.
        foreach (BlockAffinityObject affinity in objects.Affinities ?? [])
        {
            if (affinity is { Cidr: { } cidr, Type: "host", State: "confirmed" } && !blocks.ContainsKey(cidr.Network) && objects.Blocks is null)
            {
                Add(new Block(cidr.Network, affinity.Node, PoolOf(cidr), null));
            }
        }

        lengths = [.. blocks.Keys.Select(static c => c.Length).Distinct().OrderDescending()];
    }

    public IReadOnlyCollection<Block> All => blocks.Values;

    /// <summary>Blocks that are affine to a node.</summary>
    public IReadOnlyList<Block> Of(string node) => byNode.TryGetValue(node, out List<Block>? found) ? found : [];

    /// <summary>Addresses that a node has out of blocks that are not its own: each needs a route of its own (libcalico-go model/block.go, NonAffineAllocations).</summary>
    public IReadOnlyList<Allocation> BorrowedBy(string node) => borrowed.TryGetValue(node, out List<Allocation>? found) ? found : [];

    /// <summary>The block of exactly these addresses.</summary>
    public Block? Exactly(Cidr cidr) => blocks.GetValueOrDefault(cidr.Network);

    /// <summary>The block that an address is in.</summary>
    public Block? Find(NetAddress address)
    {
        foreach (int length in lengths)
        {
            if (length <= (address.IsIpv4 ? 32 : 128) && blocks.TryGetValue(new Cidr(address, length).Network, out Block? block) && block.Cidr.IsIpv4 == address.IsIpv4)
            {
                return block;
            }
        }

        return null;
    }

    public Allocation? Allocation(NetAddress address) => allocations.TryGetValue(address, out Allocation found) ? found : null;

    /// <summary>The pool that an address or block is in; the longest if several overlap.</summary>
    public IpPoolObject? PoolOf(Cidr cidr)
    {
        IpPoolObject? best = null;
        foreach (IpPoolObject pool in pools)
        {
            if (pool.Cidr is { } range && range.Contains(cidr) && (best is null || range.Length > best.Cidr!.Value.Length))
            {
                best = pool;
            }
        }

        return best;
    }

    private void Add(IpamBlockObject found)
    {
        if (found.Cidr is not { } cidr)
        {
            return;
        }

        Add(new Block(cidr.Network, found.Node, PoolOf(cidr), found));
        foreach (Allocation allocation in found.Allocations)
        {
            allocations[allocation.Address] = allocation;
            if (allocation.Node is { } holder && holder != found.Node)
            {
                List(borrowed, holder).Add(allocation);
            }
        }
    }

    private void Add(Block block)
    {
        blocks[block.Cidr] = block;
        if (block.Node is { } node)
        {
            List(byNode, node).Add(block);
        }
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string key) =>
        lists.TryGetValue(key, out List<T>? list) ? list : lists[key] = [];
}
