using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes the versions of Calico that a lab can imitate, with what each does otherwise than the one before.</summary>
public sealed class CalicoVersionCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Tip)[] Versions =
    [
        ("3.27", "checksum offload off on vxlan.calico; leftover BIRD routes stay"),
        ("3.28", "checksum offload on with newer kernels"),
        ("3.29", "no connection tracking for VXLAN"),
        ("3.30", "needless routes to tunnel addresses"),
        ("3.31", "MTU on VXLAN routes"),
        ("3.32", "metric 1024 on pods' routes; no needless routes"),
        ("3.33", "other probes; masquerade never uses the VXLAN port"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, Versions);
}
