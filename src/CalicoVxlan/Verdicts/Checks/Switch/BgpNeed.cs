using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>What in a cluster still needs BGP.</summary>
internal static class BgpNeed
{
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
