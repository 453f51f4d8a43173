using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>VXLAN pools can give tunnel addresses: enabled, not going away, with Tunnel use, with room, without overlap.</summary>
internal sealed class PoolCheck : ClusterCheck
{
    public override string Id => "Address.Pool";

    public override string Title => "VXLAN pools can serve every node";

    public override string Reads => "IPPools; IPAMBlocks; nodes";

    public override string Why => "A pool that is disabled, full or without Tunnel use keeps its routes but gives no node its tunnel address.";

    public override string Scope => "Pool";

    public override string Impact => "New nodes get no VTEP, new pods no address.";

    public override string Reference => "node/pkg/allocateip/allocateip.go; projectcalico/calico#7757, #6208";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.Pools is null)
        {
            yield return Unknown(Cluster, "the IPPools");
            yield break;
        }

        foreach (IpPoolObject pool in context.VxlanPools)
        {
            yield return Judge(context, pool);
        }
    }

    private CheckResult Judge(CheckContext context, IpPoolObject pool)
    {
        string place = $"IPPool {pool.Name}";
        bool hasOther = context.VxlanPools.Any(p => p != pool && p is { IsDisabled: false, IsBeingDeleted: false } && p.AllowedUses.Contains("Tunnel") && p.Cidr?.IsIpv4 == pool.Cidr?.IsIpv4);
        if (pool is { IsDisabled: true, IsBeingDeleted: false } && hasOther)
        {
            return Pass(pool.Name, "disabled", place, "retired: another pool gives the addresses; its own routes stay");
        }

        IpPoolObject? other = context.Model.Objects.Pools!.FirstOrDefault(p => p != pool && p.Cidr is { } a && pool.Cidr is { } b && (a.Contains(b) || b.Contains(a)));
        (string? reason, string remedy, bool isFatal) =
            pool.IsBeingDeleted ? ($"{place} is being deleted", "Give its nodes and pods addresses of another pool first.", !hasOther)
            : pool.IsDisabled ? ($"{place} spec.disabled is true: no new addresses; routes and encapsulation stay", "kubectl patch ippool " + ShellWord.Quote(pool.Name) + " --type merge -p '{\"spec\":{\"disabled\":false}}'", true)
            : !pool.AllowedUses.Contains("Tunnel") && !hasOther ? ($"{place} spec.allowedUses has no Tunnel, and no other VXLAN pool has it", "Add Tunnel to spec.allowedUses.", true)
            : other is not null ? ($"{place} {pool.Cidr} overlaps IPPool {other.Name} {other.Cidr}", "Remove one of them.", false)
            : IsFull(context, pool) ? ($"{place} {pool.Cidr} is full: no block and no address is free", "Add a pool, or enlarge this one by another.", false)
            : Unselected(context, pool) is { } none ? (none, "Correct spec.nodeSelector.", !hasOther)
            : (null, "", false);
        Finding finding = new() { Expected = "enabled, Tunnel allowed, with room", Actual = reason, Evidence = place, Remedy = remedy, Command = $"kubectl get ippool {ShellWord.Quote(pool.Name)} -o yaml; calicoctl ipam show --show-blocks" };
        return reason is null ? Pass(pool.Name, pool.Cidr?.ToString(), place) : isFatal ? Fail(pool.Name, reason, finding) : Warn(pool.Name, reason, finding);
    }

    private static bool IsFull(CheckContext context, IpPoolObject pool)
    {
        if (context.Model.Objects.Blocks is not { } blocks || pool.Cidr is not { } cidr || pool.BlockSize < cidr.Length || pool.BlockSize - cidr.Length > 24)
        {
            return false;
        }

        // Of a small pool each block is looked for; of a large one there are mostly not even enough.
        int room = 1 << (pool.BlockSize - cidr.Length);
        if (blocks.Count < room)
        {
            return false;
        }

        if (room <= 64)
        {
            ulong step = 1UL << ((cidr.IsIpv4 ? 32 : 128) - pool.BlockSize);
            return Enumerable.Range(0, room).All(i => context.Model.Blocks.Exactly(new Cidr(cidr.Network.Address.Plus((ulong)i * step), pool.BlockSize))?.Object is { Free: 0 });
        }

        IpamBlockObject[] inside = [.. blocks.Where(b => b.Cidr is { } range && cidr.Contains(range))];
        return inside.Length >= 1 << (pool.BlockSize - cidr.Length) && inside.All(static b => b.Free == 0);
    }

    private static string? Unselected(CheckContext context, IpPoolObject pool) =>
        context.Model.Objects.Nodes is { Count: > 0 } nodes && LabelSelector.TryParse(pool.NodeSelector, out LabelSelector? selector) && !nodes.Any(n => selector.Matches(n.Labels))
            ? $"IPPool {pool.Name} spec.nodeSelector {SafeText.Clean(pool.NodeSelector)} selects no node" : null;
}
