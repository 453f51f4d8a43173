using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes nodes of the lab that -Name names, or of all labs.</summary>
public sealed class LabNodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        string? lab = fakeBoundParameters.Contains("Name") ? fakeBoundParameters["Name"]?.ToString() : null;
        return Suggestions.Matching(wordToComplete, LabCompleter.All().Where(l => lab is null || l.Name == lab)
            .SelectMany(static l => l.Nodes).DistinctBy(static n => n.Node).Select(static n => (n.Node, $"{n.Address}, tunnel address {n.TunnelAddress}")));
    }
}
