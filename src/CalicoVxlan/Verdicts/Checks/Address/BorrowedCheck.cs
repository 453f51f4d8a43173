using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>
/// Addresses out of another node's block. Calico allows them (strictAffinity forbids new ones), and whether each has its route is Peer.Route's to say; here is
/// what makes one useless, and how many there are.
/// </summary>
internal sealed class BorrowedCheck : ClusterCheck
{
    public override string Id => "Address.Borrowed";

    public override string Title => "Addresses that nodes borrow from others' blocks can be routed, and somebody has them";

    public override string Reads => "IPAMBlocks; BlockAffinities; IPPools; nodes; version of Calico";

    public override string Why => "A node borrows when its own blocks are full and the pool has no other. Each such address needs a route of its own on every node, and is forgotten easily.";

    public override string Impact => "The address is lost to the pool, and what is sent to it ends in the block's blackhole.";

    public override string Reference => "libcalico-go/lib/backend/model/block.go (NonAffineAllocations); projectcalico/calico#9662";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        ClusterModel model = context.Model;
        if (model.Objects.Blocks is null)
        {
            yield return Unknown(Cluster, "the IPAMBlocks");
            yield break;
        }

        Loan[] loans = [.. model.Blocks.All.SelectMany(LoansOf)];
        if (loans.Length == 0)
        {
            yield return Pass(Cluster, "none", "IPAMBlocks");
            yield break;
        }

        if ((model.Objects.Nodes is null ? "the nodes" : model.Objects.Pools is null ? "the IPPools"
            : !model.Release.IsKnown && loans.FirstOrDefault(static l => l.IsTunnel) is { } tunnel ? $"Calico's version: only since v3.29.2 a borrowed tunnel address has a route ({tunnel})" : null) is { } missing)
        {
            yield return Unknown(Cluster, missing);
            yield break;
        }

        bool any = false;
        foreach (CheckResult row in loans.Select(l => Judge(model, l)).OfType<CheckResult>())
        {
            any = true;
            yield return row;
        }

        if (!any)
        {
            yield return Pass(Cluster, $"{loans.Length}, of {loans.Select(static l => l.Holder).Distinct().Count()} nodes", "IPAMBlocks", Told(model, loans));
        }
    }

    private CheckResult? Judge(ClusterModel model, Loan loan)
    {
        Allocation address = loan.Allocation;
        ClusterNode? holder = model.Node(loan.Holder);
        ClusterNode? owner = model.Node(loan.Block.Node);

        // What a pod that is gone keeps is a leak, wherever the pod was; a block whose affinity is wrong is named with its affinity.
        return holder?.Object is null && address.Pod is null
            ? Warn(loan.Holder, $"{loan} is kept for {loan.Holder}, which is no node of the cluster", new Finding
            {
                Expected = "a node that is there", Actual = loan.Holder, Evidence = $"IPAMBlock {loan.Block.Object!.Name}", Remedy = $"Release it when {ShellWord.Quote(loan.Holder)} is gone for good: calicoctl ipam release --ip={address.Address}",
                Command = "calicoctl ipam check --show-problem-ips",
            })
            : loan.Block.Node is { } lender && owner?.Object is null && model.Objects.Affinities is { } affinities && !affinities.Any(a => a.Cidr?.Network == loan.Block.Cidr)
            ? Warn(loan.Holder, $"{loan} is out of a block of {lender}, which is no node of the cluster and has no affinity for it", new Finding
            {
                Expected = "a block of a node that is there", Actual = lender, Evidence = $"IPAMBlock {loan.Block.Object!.Name}", Impact = "The address works, but no node can take another one of that block.",
                Remedy = $"calicoctl ipam check tells more; release the block's affinity of {ShellWord.Quote(lender)}, so that another node can claim it.", Command = "calicoctl ipam show --show-blocks --show-borrowed",
            })
            : holder?.IsWindows == true || owner?.IsWindows == true
            ? Warn(loan.Holder, $"{loan} is borrowed by {loan.Holder}{(holder?.IsWindows == true ? "" : $" from {loan.Block.Node}")}, a Windows node", new Finding
            {
                Expected = "no borrowing with Windows nodes", Actual = loan.ToString(), Evidence = $"IPAMBlock {loan.Block.Object!.Name}", Impact = "Windows nodes route blocks, no single addresses: this one is not reached from or on them.",
                Remedy = "calicoctl ipam configure --strictaffinity=true, then delete the pod so that it gets another address.", Command = "calicoctl ipam show --show-borrowed",
            })
            : null;
    }

    private static string Told(ClusterModel model, Loan[] loans)
    {
        string[] full = [.. loans.Select(static l => l.Block.Pool).OfType<IpPoolObject>().Distinct().Where(p => HasNoBlockLeft(model, p)).Select(static p => p.Name)];
        string unrouted = model.Release.IsBefore(3, 29, 2) && loans.Any(static l => l.IsTunnel) ? "; this version routes pods' only, Known.5595 tells about tunnel addresses" : "";
        return $"{string.Join(", ", loans.Take(3))}{(loans.Length > 3 ? $" and {loans.Length - 3} more" : "")}; each needs a route of its own, which Peer.Route looks for{unrouted}"
            + (full.Length > 0 ? $"; {string.Join(", ", full)} has no block left to claim" : "");
    }

    private static bool HasNoBlockLeft(ClusterModel model, IpPoolObject pool) =>
        pool.Cidr is { } cidr && pool.BlockSize >= cidr.Length && pool.BlockSize - cidr.Length <= 24
        && model.Blocks.All.Count(b => cidr.Contains(b.Cidr)) >= 1 << (pool.BlockSize - cidr.Length);

    private static IEnumerable<Loan> LoansOf(Block block) =>
        block.Object is not { } found || block.Pool is { VxlanMode: EncapsulationMode.Never } ? []
        : found.Allocations.Where(a => a.Node is { } holder && holder != block.Node).Select(a => new Loan(a, block));

    /// <summary>An address and the block of another node, or of none, that it is out of.</summary>
    private sealed record Loan(Allocation Allocation, Block Block)
    {
        public string Holder => Allocation.Node!;

        public bool IsTunnel => Allocation.Type?.StartsWith("vxlan", StringComparison.Ordinal) == true;

        public override string ToString() =>
            $"{Allocation.Address} of {(Allocation.Pod is { } pod ? $"{Allocation.Namespace}/{pod}" : IsTunnel ? $"{Holder}'s tunnel" : SafeText.Clean(Allocation.Handle ?? Holder))} in {Block.Cidr}";
    }
}
