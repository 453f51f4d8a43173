using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Lab;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes names of labs.</summary>
public sealed class LabCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, Labs());

    /// <summary>The labs whose records can be read; none where nobody may look.</summary>
    internal static IReadOnlyList<CalicoLab> All()
    {
        try
        {
            return CalicoLab.List();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<(string, string)> Labs() => All().Select(static l => (l.Name, $"{l.NodeCount} nodes, {l.Summary}"));
}
