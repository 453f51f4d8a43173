using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>Addresses that IPAM keeps for pods and nodes that are gone.</summary>
internal sealed class LeakCheck : ClusterCheck
{
    public override string Id => "Address.Leak";

    public override string Title => "IPAM keeps no addresses of pods that are gone";

    public override string Reads => "IPAMBlocks; pods; nodes";

    public override string Why => "Leaked addresses fill blocks; packets to them end in the block's blackhole without a word.";

    public override string Impact => "Packets to that address are dropped silently; the pool fills up.";

    public override string Reference => "calicoctl ipam check";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.Blocks is not { } blocks || context.Model.Objects.Pods is not { } pods)
        {
            yield return Unknown(Cluster, context.Model.Objects.Blocks is null ? "the IPAMBlocks" : "the pods");
            yield break;
        }

        HashSet<(string, string)> known = [.. pods.Select(static p => (p.Namespace, p.Name))];
        Allocation[] leaked = [.. blocks.SelectMany(static b => b.Allocations).Where(a => a is { Pod: { } pod, Namespace: { } space } && !known.Contains((space, pod)))];
        yield return leaked.Length == 0 ? Pass(Cluster, "none", "IPAMBlocks, Pods")
            : Warn(Cluster, $"{leaked.Length} addresses are allocated to pods that are gone: {string.Join(", ", leaked.Take(3).Select(static a => $"{a.Address} of {a.Namespace}/{a.Pod} on {a.Node}"))}", new Finding
            {
                Expected = "none", Actual = $"{leaked.Length} addresses", Evidence = "IPAMBlock allocations", Remedy = "calicoctl ipam check --show-problem-ips tells all; calicoctl ipam release --ip=ADDRESS frees one. Evidence taken while pods come and go shows some.",
                Command = "calicoctl ipam check",
            });
    }
}
