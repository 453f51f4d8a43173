using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes the capture points of the files that -Path names.</summary>
public sealed class CapturePointCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, CaptureSample.Read(fakeBoundParameters)
            .Select(static f => (f.CapturePoint, $"{f.LinkType} in {f.Path}"))
            .Distinct()
            .OrderBy(static p => p.CapturePoint, StringComparer.Ordinal));
}
