using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Firewall;

/// <summary>A rule as <c>iptables-save</c> writes it, after the chain's name (iptables(8), iptables-extensions(8)).</summary>
internal static class IptablesRule
{
    public static FirewallRule Read(string line, RuleWords words)
    {
        FirewallRule rule = new() { Text = line };
        while (words.Next() is { } word)
        {
            rule = word switch
            {
                // The module's name says nothing that its options don't.
                "-m" when words.Next() is "comment" or "udp" or "tcp" or "multiport" or "conntrack" or "state" => rule,
                "--comment" or "--reject-with" => Passed(words, rule),
                "-p" => rule with { Protocol = words.Next() },
                "--dport" or "--dports" => Ports(words, rule),
                "--ctstate" or "--state" => States(words, rule),
                "-i" => words.Next() == "lo" ? rule with { IsForLoopback = true } : rule with { HasMore = true },
                "-s" when RuleWords.Blocks([words.Next() ?? ""]) is { } blocks => rule with { Sources = blocks },
                "-j" => Target(words.Next() ?? "", rule),
                "-g" => NftRule.Jump(words, rule, isGoto: true),
                "!" => Not(words, rule),
                _ => rule with { HasMore = true },
            };
        }

        return rule;
    }

    private static FirewallRule Passed(RuleWords words, FirewallRule rule)
    {
        _ = words.Next();
        return rule;
    }

    private static FirewallRule Ports(RuleWords words, FirewallRule rule)
    {
        List<string> texts = [words.Next() ?? ""];
        while (words.Peek is { Length: > 0 } next && char.IsAsciiDigit(next[0]))
        {
            texts.Add(words.Next()!);
        }

        return RuleWords.Ports(texts) is { } ports ? rule with { Ports = ports } : rule with { HasMore = true };
    }

    private static FirewallRule States(RuleWords words, FirewallRule rule)
    {
        List<string> states = [];
        while (words.Peek is "ESTABLISHED" or "RELATED" or "NEW" or "INVALID" or "UNTRACKED" or "SNAT" or "DNAT")
        {
            states.Add(words.Next()!.ToLowerInvariant());
        }

        return NftRule.WithStates(rule, states);
    }

    private static FirewallRule Target(string target, FirewallRule rule) => target switch
    {
        "ACCEPT" => rule with { Verdict = FirewallVerdict.Accept },
        "DROP" or "REJECT" => rule with { Verdict = FirewallVerdict.Drop },
        "RETURN" => rule with { Verdict = FirewallVerdict.Return },
        "QUEUE" or "NFQUEUE" => rule with { Verdict = FirewallVerdict.Unknown },
        "LOG" or "NFLOG" or "MARK" or "CONNMARK" or "TRACE" or "CT" or "NOTRACK" or "AUDIT" or "TCPMSS" or "SECMARK" or "CONNSECMARK" => rule,
        _ => rule with { Verdict = FirewallVerdict.Jump, Target = target },
    };

    // The opposite of what it names is something else, whatever it is.
    private static FirewallRule Not(RuleWords words, FirewallRule rule)
    {
        _ = words.Next();
        _ = words.Next();
        return rule with { HasMore = true };
    }
}
