using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>What a block of addresses is: a pool, an IPAM block, or a part of one.</summary>
internal static class BlockLookup
{
    public static void Add(List<CalicoAddress> rows, ClusterModel model, string asked, Cidr cidr)
    {
        foreach (IpPoolObject pool in model.Objects.Pools ?? [])
        {
            if (pool.Cidr is { } range && range.Network == cidr.Network)
            {
                rows.Add(new CalicoAddress
                {
                    Address = asked, Kind = "Pool", Pool = pool.Name, KnownFrom = "IPPool " + pool.Name,
                    Description = $"pool {pool.Name}: vxlanMode {pool.VxlanMode}, ipipMode {pool.IpipMode}, blocks of /{pool.BlockSize}{(pool.IsDisabled ? ", disabled" : "")}",
                });
            }
        }

        foreach (Block block in model.Blocks.All)
        {
            if (block.Cidr == cidr.Network)
            {
                rows.Add(Row(asked, block));
            }
        }

        if (rows.Count == 0 && (model.Blocks.Find(cidr.Address) is { } around && around.Cidr.Contains(cidr)))
        {
            rows.Add(Row(asked, around));
        }
        else if (rows.Count == 0 && model.Blocks.PoolOf(cidr) is { } pool)
        {
            int inside = model.Blocks.All.Count(b => cidr.Contains(b.Cidr));
            rows.Add(new CalicoAddress { Address = asked, Kind = "Block", Pool = pool.Name, Description = $"part of pool {pool.Name}; {inside} blocks are in it", KnownFrom = "IPPool " + pool.Name });
        }
    }

    private static CalicoAddress Row(string asked, Block block)
    {
        string use = "what is allocated in it is not known";
        if (block.Object is { } found)
        {
            int borrowed = found.Allocations.Count(a => a.Node is { } holder && holder != block.Node);
            use = $"{found.Allocations.Count} allocated, {found.Free} free{(borrowed > 0 ? $", {borrowed} of them borrowed by other nodes" : "")}";
        }

        return new CalicoAddress
        {
            Address = asked, Kind = "Block", Node = block.Node, Block = block.Cidr.ToString(), Pool = block.Pool?.Name,
            Description = $"block {block.Cidr} of {block.Node ?? "no node"}: {use}", KnownFrom = block.Object is null ? "BlockAffinity" : "IPAMBlock " + block.Object.Name,
        };
    }
}
