using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Lookups;

/// <summary>A rule or a policy that drops what it should not.</summary>
/// <param name="Chain">The chain, with family and table.</param>
/// <param name="Rule">The rule's text, or its chain's policy.</param>
/// <param name="IsCertain">False when the rule asks for more than its text tells here.</param>
internal sealed record FirewallBlock(string Chain, string Rule, bool IsCertain);

/// <summary>The first packet of a flow, as rules see it.</summary>
/// <param name="Hook">prerouting, input, forward, output.</param>
/// <param name="IsIpv6">Its family.</param>
/// <param name="UdpPort">UDP to this port; null for a packet of any kind.</param>
/// <param name="Sources">Who may have sent it; null when that is not known.</param>
internal sealed record FirewallPacket(string Hook, bool IsIpv6, int? UdpPort, IReadOnlyList<NetAddress>? Sources)
{
    public bool IsOf(string family) => family == "inet" || family == (IsIpv6 ? "ip6" : "ip");
}

/// <summary>
/// Follows a packet through the chains of a hook until Calico decides. Each base chain of a hook is asked, and an accept ends only its own
/// (nft(8)); in iptables the jump to Calico's chain stands where Felix put it, which is first unless somebody was faster.
/// </summary>
internal sealed class FirewallPath(FirewallRecord firewall, FirewallPacket packet)
{
    // The kernel refuses deeper jumps and loops; a text may have both.
    private const int Deepest = 16;
    private const int MostRules = 1_000_000;

    private FirewallBlock? block;
    private FirewallBlock? doubtful;
    private bool mayPass;
    private int asked;

    private enum Outcome
    {
        Falls,
        Passes,
        Blocked,
    }

    /// <summary>What drops the packet; null when nothing does that can be told.</summary>
    public static FirewallBlock? Find(FirewallRecord firewall, FirewallPacket packet)
    {
        FirewallBlock? doubtful = null;
        foreach (FirewallChain chain in firewall.Chains)
        {
            if (chain.Hook == packet.Hook && packet.IsOf(chain.Family) && !chain.IsCalico)
            {
                FirewallPath path = new(firewall, packet);
                if (path.Through(chain) == Outcome.Blocked)
                {
                    return path.block;
                }

                doubtful ??= path.doubtful;
            }
        }

        return doubtful;
    }

    private Outcome Through(FirewallChain chain)
    {
        Outcome outcome = Walk(chain, 0);
        if (outcome == Outcome.Falls && chain.DropsByDefault && !mayPass)
        {
            block = new FirewallBlock(Name(chain), "policy drop", IsCertain: true);
            return Outcome.Blocked;
        }

        return outcome;
    }

    private Outcome Walk(FirewallChain chain, int depth)
    {
        foreach (FirewallRule rule in chain.Rules)
        {
            // A rule that names addresses costs as much as it compares.
            asked += 1 + (rule.Sources is { } blocks && packet.Sources is { } senders ? (int)Math.Min(MostRules, (long)blocks.Count * senders.Count / 64) : 0);
            if (asked > MostRules)
            {
                mayPass = true;
                return Outcome.Falls;
            }

            if (!Concerns(rule, out bool surely))
            {
                continue;
            }

            switch (rule.Verdict)
            {
                case FirewallVerdict.Accept when surely:
                    return Outcome.Passes;
                case FirewallVerdict.Accept or FirewallVerdict.Unknown:
                    mayPass = true;
                    break;
                case FirewallVerdict.Drop when surely && !mayPass:
                    block = new FirewallBlock(Name(chain), rule.Text, IsCertain: true);
                    return Outcome.Blocked;
                case FirewallVerdict.Drop when surely:
                    return Outcome.Passes;
                case FirewallVerdict.Drop when rule.Ports is not null && !mayPass:
                    doubtful ??= new FirewallBlock(Name(chain), rule.Text, IsCertain: false);
                    break;
                case FirewallVerdict.Return when surely:
                    return Outcome.Falls;
                case FirewallVerdict.Jump:
                    if (Jump(chain, rule, surely, depth) is { } outcome)
                    {
                        return outcome;
                    }

                    break;
                default:
                    break;
            }
        }

        return Outcome.Falls;
    }

    private Outcome? Jump(FirewallChain from, FirewallRule rule, bool surely, int depth)
    {
        FirewallChain? target = firewall.Chain(from.Family, from.Table, rule.Target);
        if (target is null || target.IsCalico || rule.Target!.StartsWith("cali-", StringComparison.Ordinal))
        {
            // From here on Calico decides; another's chain that is not here may do anything.
            mayPass |= target is null && !rule.Target!.StartsWith("KUBE-", StringComparison.Ordinal);
            bool isCalico = rule.Target!.StartsWith("cali-", StringComparison.Ordinal) || target?.IsCalico == true;
            return isCalico ? Outcome.Passes : surely && rule.IsGoto ? Outcome.Falls : null;
        }

        if (depth == Deepest)
        {
            mayPass = true;
            return null;
        }

        Outcome outcome = Walk(target, depth + 1);
        if (surely && (outcome != Outcome.Falls || rule.IsGoto))
        {
            return outcome;
        }

        if (outcome == Outcome.Blocked)
        {
            doubtful ??= rule.Ports is not null ? block! with { IsCertain = false } : null;
            block = null;
        }

        mayPass |= outcome == Outcome.Passes;
        return null;
    }

    // Whether the rule can be about the packet; where it asks for more than can be told here, it is perhaps.
    private bool Concerns(FirewallRule rule, out bool surely)
    {
        surely = !rule.HasMore;
        if (rule.IsForKnownConnections || rule.IsForLoopback)
        {
            return false;
        }

        if (packet.UdpPort is not { } port)
        {
            surely &= rule.Sources is null;
            return rule.Protocol is null or "all" && rule.Ports is null;
        }

        bool isKind = rule.Protocol is null or "udp" or "17" or "all" && (rule.Ports is null || rule.HasPort(port));
        if (!isKind || rule.Sources is not { } blocks)
        {
            return isKind;
        }

        if (packet.Sources is not { } senders)
        {
            surely = false;
            return true;
        }

        int covered = senders.Count(s => blocks.Any(b => b.Contains(s)));
        surely &= covered == senders.Count;
        return covered > 0;
    }

    private static string Name(FirewallChain chain) => $"{chain.Family} {chain.Table} {chain.Name}";
}
