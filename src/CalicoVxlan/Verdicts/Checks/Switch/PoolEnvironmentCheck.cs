using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>CALICO_IPV4POOL_* of the DaemonSet against the pools.</summary>
internal sealed class PoolEnvironmentCheck : ClusterCheck
{
    private static readonly (string Variable, bool IsIpv6, bool IsVxlan)[] Variables =
    [
        ("CALICO_IPV4POOL_IPIP", false, false), ("CALICO_IPV4POOL_VXLAN", false, true), ("CALICO_IPV6POOL_VXLAN", true, true),
    ];

    public override string Id => "Switch.PoolEnvironment";

    public override string Title => "The DaemonSet's pool settings say what the pools are";

    public override string Reads => "DaemonSet calico-node's env; IPPools";

    public override string Why => "The variables only count while no pool exists; left at IPIP, a re-created pool is IPIP again.";

    public override string Impact => "None today; a pool that is deleted and made anew comes back in another mode.";

    public override string Reference => "node/pkg/lifecycle/startup/startup.go";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.IsOperator)
        {
            yield return Skip(Cluster, "the operator makes the pools itself (NO_DEFAULT_POOLS)");
            yield break;
        }

        if (context.DaemonSet is not { } set || context.Model.Objects.Pools is not { } pools)
        {
            yield return Unknown(Cluster, context.DaemonSet is null ? "DaemonSet calico-node" : "the IPPools");
            yield break;
        }

        FelixSettings settings = context.Model.Settings("");
        if (FelixSettings.TruthOf(settings.Environment("NO_DEFAULT_POOLS") ?? "") == true)
        {
            yield return Skip(Cluster, "NO_DEFAULT_POOLS is set: the variables make no pools");
            yield break;
        }

        List<string> wrong = [];
        List<string> right = [];
        foreach ((string variable, bool isIpv6, bool isVxlan) in Variables)
        {
            if (PoolOf(pools, isIpv6) is not { } pool || settings.Environment(variable) is not { } text)
            {
                continue;
            }

            // A pool that is not in VXLAN mode has a check of its own, and is no measure.
            bool isMeasure = pool.IpipMode == EncapsulationMode.Never && pool.VxlanMode != EncapsulationMode.Never;
            EncapsulationMode wanted = !isVxlan ? EncapsulationMode.Never : isMeasure ? pool.VxlanMode : context.Demanded ?? EncapsulationMode.Always;
            EncapsulationMode? found = ModeOf(text);
            if (found != wanted && (isMeasure || !isVxlan || context.Demanded is not null || found is null or EncapsulationMode.Never))
            {
                wrong.Add($"{variable} is {text}, " + (isMeasure ? $"IPPool {pool.Name} has {(isVxlan ? "vxlanMode" : "ipipMode")} {wanted}" : $"expected {wanted}"));
                right.Add($"{variable}={wanted}");
            }
        }

        string place = $"DaemonSet {set.Namespace}/{set.Name} env";
        yield return wrong.Count == 0 ? Pass(Cluster, "alike", place) : Warn(Cluster, string.Join("; ", wrong), new Finding
        {
            Expected = string.Join(" ", right), Actual = string.Join("; ", wrong), Evidence = place,
            Remedy = $"kubectl -n {ShellWord.Quote(set.Namespace)} set env daemonset/{ShellWord.Quote(set.Name)} {string.Join(" ", right)}",
            Command = $"kubectl -n {ShellWord.Quote(set.Namespace)} set env daemonset/{ShellWord.Quote(set.Name)} --list | grep POOL",
        });
    }

    // The variables make these two; where they were renamed, the first of the family tells.
    private static IpPoolObject? PoolOf(IReadOnlyList<IpPoolObject> pools, bool isIpv6) =>
        pools.FirstOrDefault(p => p.Name == (isIpv6 ? "default-ipv6-ippool" : "default-ipv4-ippool")) ?? pools.FirstOrDefault(p => p.Cidr is { } cidr && cidr.IsIpv4 != isIpv6);

    // Accepted without regard to case; off and empty are never (startup.go).
    private static EncapsulationMode? ModeOf(string text) => text.ToUpperInvariant() switch
    {
        "" or "NEVER" or "OFF" => EncapsulationMode.Never,
        "ALWAYS" => EncapsulationMode.Always,
        "CROSSSUBNET" or "CROSS-SUBNET" => EncapsulationMode.CrossSubnet,
        _ => null,
    };
}
