using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>vxlanMode and ipipMode of every pool.</summary>
internal sealed class PoolModeCheck : ClusterCheck
{
    public override string Id => "Switch.PoolMode";

    public override string Title => "Pools encapsulate with VXLAN, and with nothing else";

    public override string Reads => "IPPools";

    public override string Why => "The mode is the pool's; applying another manifest to a running cluster changes everything but that.";

    public override string Scope => "Pool";

    public override string Impact => "Pods of this pool are not reached through VXLAN; without BIRD they may not be reached at all.";

    public override string Reference => "felix/calc/encapsulation_resolver.go; api ippool.go";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.Pools is not { } pools)
        {
            yield return Unknown(Cluster, "the IPPools");
            yield break;
        }

        if (pools.Count == 0)
        {
            yield return Fail(Cluster, "the cluster has no IPPool", new Finding { Expected = "a pool with vxlanMode Always or CrossSubnet", Actual = "none", Remedy = "Create an IPPool.", Command = "kubectl get ippools" });
        }

        foreach (IpPoolObject pool in pools)
        {
            yield return Judge(context, pool);
        }
    }

    private CheckResult Judge(CheckContext context, IpPoolObject pool)
    {
        string actual = $"vxlanMode {pool.VxlanMode}, ipipMode {pool.IpipMode}";
        string place = $"IPPool {pool.Name} spec";
        if (!pool.AllowedUses.Contains("Workload") && !pool.AllowedUses.Contains("Tunnel"))
        {
            return Skip(pool.Name, "no pod or tunnel takes addresses from it");
        }

        bool isRight = pool.IpipMode == EncapsulationMode.Never && pool.VxlanMode != EncapsulationMode.Never && (context.Demanded is not { } demanded || pool.VxlanMode == demanded);
        if (isRight)
        {
            return Pass(pool.Name, actual, place);
        }

        bool isOneOfSeveral = context.VxlanPools.Any(p => p != pool && p is { IpipMode: EncapsulationMode.Never, IsDisabled: false });
        if (pool is { IpipMode: EncapsulationMode.Never, VxlanMode: EncapsulationMode.Never, Cidr.IsIpv4: false } && isOneOfSeveral && BgpNeed.Runs(context))
        {
            return Skip(pool.Name, "not encapsulated, which is the operator's default for IPv6; BIRD carries it");
        }

        string wanted = context.Demanded?.ToString() ?? "Always or CrossSubnet";
        string both = pool is { IpipMode: not EncapsulationMode.Never, VxlanMode: not EncapsulationMode.Never } ? "; never both at once" : "";
        string expected = $"{place} has {actual}, expected vxlanMode {wanted} and ipipMode Never{both}";
        if (pool.IsDisabled && isOneOfSeveral && context.Model.Objects.Blocks?.Any(b => b.Cidr is { } block && pool.Cidr?.Contains(block) == true) == false)
        {
            return Warn(pool.Name, $"{expected}; it is disabled and has no blocks, but its mode still counts", new Finding
            {
                Expected = "no such pool", Actual = actual, Evidence = place, Remedy = $"kubectl delete ippool {ShellWord.Quote(pool.Name)}", Command = $"kubectl get ippool {ShellWord.Quote(pool.Name)} -o yaml",
                Impact = "Felix keeps IPIP on for any pool of that mode, disabled or not: tunl0 has an address.",
            });
        }

        return Fail(pool.Name, expected, new Finding
        {
            Expected = $"vxlanMode {wanted}, ipipMode Never", Actual = actual, Evidence = place,
            Remedy = context.IsOperator
                ? "Change spec.calicoNetwork.ipPools[].encapsulation of the Installation; the operator reverts what is changed in the pool itself."
                : $"kubectl patch ippool {ShellWord.Quote(pool.Name)} --type merge -p '{{\"spec\":{{\"ipipMode\":\"Never\",\"vxlanMode\":\"{context.Demanded ?? EncapsulationMode.Always}\"}}}}', both in one patch.",
            Command = $"kubectl get ippool {ShellWord.Quote(pool.Name)} -o yaml",
        });
    }
}
