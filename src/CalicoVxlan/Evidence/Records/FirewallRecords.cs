using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>What a rule does with what it matches.</summary>
internal enum FirewallVerdict : byte
{
    /// <summary>It counts, marks or logs, and the next rule is asked.</summary>
    None,
    Accept,

    /// <summary>Drop and reject.</summary>
    Drop,

    /// <summary>Another chain decides, and may give back.</summary>
    Jump,

    /// <summary>The chain ends here.</summary>
    Return,

    /// <summary>A verdict map or a queue: the text alone doesn't tell.</summary>
    Unknown,
}

/// <summary>A rule of nftables or iptables, as far as it can be told whether it lets VXLAN through.</summary>
internal sealed record FirewallRule
{
    /// <summary>The rule as the program writes it.</summary>
    public required string Text { get; init; }

    public FirewallVerdict Verdict { get; init; }

    /// <summary>With <see cref="FirewallVerdict.Jump"/>.</summary>
    public string? Target { get; init; }

    /// <summary>Only this protocol: udp, tcp, icmp, 17 ...; null for any.</summary>
    public string? Protocol { get; init; }

    /// <summary>Only these destination ports, first and last; null for any.</summary>
    public IReadOnlyList<(int First, int Last)>? Ports { get; init; }

    /// <summary>Only packets from these blocks; null for any.</summary>
    public IReadOnlyList<Cidr>? Sources { get; init; }

    /// <summary>With <see cref="FirewallVerdict.Jump"/>: it does not come back.</summary>
    public bool IsGoto { get; init; }

    /// <summary>Only what belongs to a connection that is there: no first packet between two nodes does.</summary>
    public bool IsForKnownConnections { get; init; }

    /// <summary>Only what the node says to itself.</summary>
    public bool IsForLoopback { get; init; }

    /// <summary>It asks for more: addresses, interfaces, marks, sets.</summary>
    public bool HasMore { get; init; }

    public bool HasPort(int port) => Ports is { } ranges && ranges.Any(r => port >= r.First && port <= r.Last);
}

/// <summary>A chain of rules.</summary>
internal sealed record FirewallChain
{
    /// <summary>ip, ip6, inet ...</summary>
    public required string Family { get; init; }

    public required string Table { get; init; }

    public required string Name { get; init; }

    /// <summary>Where packets pass it: prerouting, input, forward, output, postrouting; null for a chain that others jump to.</summary>
    public string? Hook { get; init; }

    /// <summary>Its policy is drop.</summary>
    public bool DropsByDefault { get; init; }

    public required IReadOnlyList<FirewallRule> Rules { get; init; }

    /// <summary>Felix made it (chains cali-*, table calico; felix/rules/rule_defs.go).</summary>
    public bool IsCalico => Table == "calico" || Name.StartsWith("cali-", StringComparison.Ordinal);
}

/// <summary>A node's firewall, from <c>nft list ruleset</c> or <c>iptables-save</c>.</summary>
/// <param name="Chains">Chains of filter tables, in their order; address translation is left out.</param>
/// <param name="NatRules">Rules of address translation that name single addresses and are nobody's who follows the addresses.</param>
/// <param name="NamesFirewalld">firewalld keeps it.</param>
internal sealed record FirewallRecord(IReadOnlyList<FirewallChain> Chains, IReadOnlyList<NatRuleRecord> NatRules, bool NamesFirewalld)
{
    private readonly Lazy<Dictionary<(string, string, string), FirewallChain>> byName =
        new(() => Chains.DistinctBy(static c => (c.Family, c.Table, c.Name)).ToDictionary(static c => (c.Family, c.Table, c.Name)));

    public FirewallChain? Chain(string family, string table, string? name) => name is null ? null : byName.Value.GetValueOrDefault((family, table, name));
}
