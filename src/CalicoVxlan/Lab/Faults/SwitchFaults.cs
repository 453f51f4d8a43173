using CalicoVxlan.Common;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab.Faults;

/// <summary>What a switch from IPIP leaves behind: the address that the node's tunnel had then, and what names it.</summary>
internal static class SwitchFaults
{
    // Nobody sends from that address any more, so the rule changes nothing that passes.
    private const string SiteTable = "ip site";

    public static void OldTunnelAddressInPolicy(FaultTarget target)
    {
        _ = Ipip(target);
        target.Node.IsNamedByIpip = true;
    }

    public static void OldTunnelAddressInNat(FaultTarget target) => _ = Ipip(target);

    /// <summary>The rule that somebody wrote for the old address.</summary>
    public static void RuleForOldAddress(FaultTarget target) => target.Node.Kernel.Firewall[SiteTable] =
        $"  chain postrouting {{\n    type nat hook postrouting priority srcnat; policy accept;\n    ip saddr {target.Node.IpipTunnel} counter masquerade\n  }}";

    private static NetAddress Ipip(FaultTarget target)
    {
        NodeState node = target.Node;
        return node.IpipTunnel ??= target.FreeAddress(target.Node);
    }
}
