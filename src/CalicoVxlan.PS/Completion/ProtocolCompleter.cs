using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes protocol names.</summary>
public sealed class ProtocolCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] Names =
    [
        ("TCP", "TCP segments"), ("UDP", "UDP datagrams"), ("ICMP", "ping and errors, IPv4"), ("ICMPv6", "ping, errors and neighbours, IPv6"),
        ("ARP", "who has an IPv4 address"), ("SCTP", "SCTP"), ("IGMP", "multicast groups, IPv4"), ("GRE", "GRE tunnels"), ("ESP", "IPsec"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, Names);
}
