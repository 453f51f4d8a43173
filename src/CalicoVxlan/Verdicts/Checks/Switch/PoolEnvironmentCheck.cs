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
        List<string> wrong = [];
        foreach ((string variable, bool isIpv6, bool isVxlan) in Variables)
        {
            string name = isIpv6 ? "default-ipv6-ippool" : "default-ipv4-ippool";
            IpPoolObject? pool = pools.FirstOrDefault(p => p.Name == name) ?? pools.FirstOrDefault(p => p.Cidr is { } cidr && cidr.IsIpv4 != isIpv6);
            if (pool is not null && settings.Environment(variable) is { } text && ModeOf(text) != (isVxlan ? pool.VxlanMode : pool.IpipMode))
            {
                wrong.Add($"{variable} is {text}, IPPool {pool.Name} has {(isVxlan ? "vxlanMode" : "ipipMode")} {(isVxlan ? pool.VxlanMode : pool.IpipMode)}");
            }
        }

        string place = $"DaemonSet {set.Namespace}/{set.Name} env";
        yield return wrong.Count == 0 ? Pass(Cluster, "alike", place) : Warn(Cluster, string.Join("; ", wrong), new Finding
        {
            Expected = "the pools' modes", Actual = string.Join("; ", wrong), Evidence = place,
            Remedy = $"kubectl -n {set.Namespace} set env daemonset/{set.Name} CALICO_IPV4POOL_IPIP=Never CALICO_IPV4POOL_VXLAN=<the pool's vxlanMode>",
            Command = $"kubectl -n {set.Namespace} set env daemonset/{set.Name} --list | grep POOL",
        });
    }

    // Accepted without regard to case; off and empty are never (startup.go).
    private static EncapsulationMode? ModeOf(string text) => text.ToUpperInvariant() switch
    {
        "" or "NEVER" or "OFF" => EncapsulationMode.Never,
        "ALWAYS" => EncapsulationMode.Always,
        "CROSSSUBNET" or "CROSS-SUBNET" => EncapsulationMode.CrossSubnet,
        _ => null,
    };
}
