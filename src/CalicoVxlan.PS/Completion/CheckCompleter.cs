using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes ids and categories of checks.</summary>
public sealed class CheckCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, ModeTest.Checks.Select(static c => (c.Category, "all checks of this category")).Distinct().Concat(ModeTest.Checks.Select(static c => (c.Id, c.Title))));
}
