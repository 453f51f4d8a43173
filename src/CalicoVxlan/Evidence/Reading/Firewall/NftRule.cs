using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Firewall;

/// <summary>A rule as <c>nft list ruleset</c> writes it (nft(8)).</summary>
internal static class NftRule
{
    public static FirewallRule Read(string line)
    {
        RuleWords words = new(line);
        FirewallRule rule = new() { Text = line };
        while (words.Next() is { } word)
        {
            rule = word switch
            {
                "counter" => Counter(words, rule),
                "comment" or "prefix" => Passed(words, rule),
                "log" or "#" or "handle" or "notrack" => rule,
                "accept" => rule with { Verdict = FirewallVerdict.Accept },
                "drop" => rule with { Verdict = FirewallVerdict.Drop },
                "reject" => Rejected(words, rule),
                "return" => rule with { Verdict = FirewallVerdict.Return },
                "jump" or "goto" => Jump(words, rule, word == "goto"),
                "queue" or "vmap" => Unknown(words, rule),
                "udp" or "tcp" or "sctp" or "dccp" or "th" => Transport(words, rule, word),
                "icmp" or "icmpv6" => rule with { Protocol = word, HasMore = true },
                "meta" when words.Take("l4proto") => Protocol(words, rule),
                "ip" when words.Take("protocol") => Protocol(words, rule),
                "ip" or "ip6" when words.Take("saddr") => Sources(words, rule),
                "ct" when words.Take("status") => WithStates(rule, words.Values()),
                "ct" when words.Take("state") => State(words, rule),
                "iif" or "iifname" => Interface(words, rule),
                _ => rule with { HasMore = true },
            };
        }

        return rule;
    }

    /// <summary>To another chain; without its name, anything may come.</summary>
    public static FirewallRule Jump(RuleWords words, FirewallRule rule, bool isGoto) => words.Next() is { Length: > 0 } target
        ? rule with { Verdict = FirewallVerdict.Jump, Target = target, IsGoto = isGoto } : rule with { Verdict = FirewallVerdict.Unknown, HasMore = true };

    private static FirewallRule Counter(RuleWords words, FirewallRule rule)
    {
        while (words.Take("packets") || words.Take("bytes"))
        {
            _ = words.Next();
        }

        return rule;
    }

    private static FirewallRule Passed(RuleWords words, FirewallRule rule)
    {
        _ = words.Next();
        return rule;
    }

    // A map names several verdicts; which one counts depends on the packet.
    private static FirewallRule Unknown(RuleWords words, FirewallRule rule)
    {
        while (words.Next() is not null)
        {
        }

        return rule with { Verdict = FirewallVerdict.Unknown, HasMore = true };
    }

    private static FirewallRule Rejected(RuleWords words, FirewallRule rule)
    {
        if (words.Take("with"))
        {
            while (!words.IsAtEnd && words.Peek != "comment")
            {
                _ = words.Next();
            }
        }

        return rule with { Verdict = FirewallVerdict.Drop };
    }

    private static FirewallRule Transport(RuleWords words, FirewallRule rule, string protocol)
    {
        FirewallRule found = protocol == "th" ? rule : rule with { Protocol = protocol };
        bool isPort = words.Take("dport") && words.Peek != "vmap";
        return isPort && RuleWords.Ports(words.Values()) is { } ports ? found with { Ports = ports } : found with { HasMore = true };
    }

    private static FirewallRule Protocol(RuleWords words, FirewallRule rule)
    {
        List<string> names = words.Values();
        return names is ["!=", ..] ? rule with { HasMore = true }
            : names.Contains("udp") || names.Contains("17") ? rule with { Protocol = "udp" }
            : names is [var first, ..] ? rule with { Protocol = first } : rule with { HasMore = true };
    }

    private static FirewallRule Sources(RuleWords words, FirewallRule rule) =>
        rule.Sources is null && RuleWords.Blocks(words.Values()) is { } blocks ? rule with { Sources = blocks } : rule with { HasMore = true };

    private static FirewallRule State(RuleWords words, FirewallRule rule)
    {
        if (words.Take("vmap"))
        {
            return Unknown(words, rule);
        }

        // "established,related" is several words here, a set is in braces.
        List<string> states = words.Values();
        while (words.Peek is "established" or "related" or "new" or "invalid" or "untracked")
        {
            states.Add(words.Next()!);
        }

        return WithStates(rule, states);
    }

    // VXLAN is not tracked where Felix says notrack, and else the first packet of a flow is new.
    public static FirewallRule WithStates(FirewallRule rule, IEnumerable<string> states) =>
        states.All(static s => s is "established" or "related" or "invalid" or "dnat" or "snat") ? rule with { IsForKnownConnections = true } : rule with { HasMore = true };

    private static FirewallRule Interface(RuleWords words, FirewallRule rule)
    {
        List<string> names = words.Values();
        return names.All(static n => n is "\"lo\"" or "lo") ? rule with { IsForLoopback = true } : rule with { HasMore = true };
    }
}
