using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>What in a cluster still needs BGP.</summary>
internal static class BgpNeed
{
    /// <summary>Whether BIRD runs on the nodes, as far as the settings tell.</summary>
    public static bool Runs(CheckContext context) => context.IsOperator
        ? !string.Equals(context.Model.Objects.Installations![0].Bgp, "Disabled", StringComparison.OrdinalIgnoreCase)
        : (context.Config?.Data.GetValueOrDefault("calico_backend") ?? context.Model.Settings("").Environment("CALICO_NETWORKING_BACKEND")) == "bird";

    /// <summary>A peer or a pool that only BIRD serves; null when nothing needs it.</summary>
    public static string? Of(CheckContext context)
    {
        if (context.Model.Objects.BgpPeers is { Count: > 0 } peers)
        {
            return $"BGPPeer {peers[0].Name}";
        }

        foreach (IpPoolObject pool in context.Model.Objects.Pools ?? [])
        {
            if (pool.VxlanMode == EncapsulationMode.Never && pool.AllowedUses.Contains("Workload"))
            {
                return $"IPPool {pool.Name}, which VXLAN does not carry";
            }
        }

        return null;
    }
}
