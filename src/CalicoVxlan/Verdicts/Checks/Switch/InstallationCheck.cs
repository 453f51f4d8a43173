using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>An Installation's pools against the IPPools.</summary>
internal sealed class InstallationCheck : ClusterCheck
{
    public override string Id => "Switch.Installation";

    public override string Title => "Installation and IPPools agree";

    public override string Reads => "Installation spec.calicoNetwork.ipPools; IPPools";

    public override string Why => "The operator owns its pools: what is edited in the pool flips back.";

    public override string Impact => "The mode changes back when the operator next reconciles.";

    public override string Reference => "tigera/operator pkg/controller/ippool/pool_controller.go";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (!context.IsOperator)
        {
            yield return Skip(Cluster, context.Model.Objects.Installations is null ? "no operator is known" : "installed without the operator");
            yield break;
        }

        if (context.Model.Objects.Pools is not { } pools)
        {
            yield return Unknown(Cluster, "the IPPools");
            yield break;
        }

        InstallationObject installation = context.Model.Objects.Installations![0];
        bool any = false;
        foreach (InstallationPool wanted in installation.Pools)
        {
            IpPoolObject? pool = pools.FirstOrDefault(p => wanted.Cidr is { } cidr && p.Cidr == cidr);
            (EncapsulationMode vxlan, EncapsulationMode ipip) = Modes(Encapsulation(wanted));
            any = true;
            yield return pool is null
                ? Fail(wanted.Cidr?.ToString() ?? "pool", $"Installation {installation.Name} has a pool {wanted.Cidr}, and there is no such IPPool", Found(wanted, "no IPPool"))
                : pool.VxlanMode != vxlan || pool.IpipMode != ipip
                    ? Fail(pool.Name, $"Installation {installation.Name} says encapsulation {Encapsulation(wanted)}, IPPool {pool.Name} has vxlanMode {pool.VxlanMode}, ipipMode {pool.IpipMode}", Found(wanted, $"vxlanMode {pool.VxlanMode}, ipipMode {pool.IpipMode}"))
                    : Pass(pool.Name, Encapsulation(wanted), $"Installation {installation.Name}");
        }

        if (!any)
        {
            yield return Pass(Cluster, "no pools in the Installation", $"Installation {installation.Name}");
        }
    }

    private static Finding Found(InstallationPool wanted, string actual) => new()
    {
        Expected = wanted.Encapsulation ?? $"{Encapsulation(wanted)} (the operator's default)", Actual = actual, Evidence = "Installation spec.calicoNetwork.ipPools",
        Remedy = "Change spec.calicoNetwork.ipPools[].encapsulation of the Installation to VXLAN or VXLANCrossSubnet.", Command = "kubectl get installation default -o yaml",
    };

    // The operator's default is IPIP for IPv4, nothing for IPv6 (tigera/operator api installation_types.go).
    private static string Encapsulation(InstallationPool pool) => pool.Encapsulation ?? (pool.Cidr is { IsIpv4: false } ? "None" : "IPIP");

    // tigera/operator pool_controller.go.
    private static (EncapsulationMode Vxlan, EncapsulationMode Ipip) Modes(string encapsulation) => encapsulation switch
    {
        "VXLAN" => (EncapsulationMode.Always, EncapsulationMode.Never),
        "VXLANCrossSubnet" => (EncapsulationMode.CrossSubnet, EncapsulationMode.Never),
        "IPIPCrossSubnet" => (EncapsulationMode.Never, EncapsulationMode.CrossSubnet),
        "None" => (EncapsulationMode.Never, EncapsulationMode.Never),
        _ => (EncapsulationMode.Never, EncapsulationMode.Always),
    };
}
