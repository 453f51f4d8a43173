using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Frames;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes the capture points of the files that -Path names.</summary>
public sealed class CapturePointCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, CaptureSample.Read(fakeBoundParameters)
            .GroupBy(static f => f.CapturePoint, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => (g.Key, $"{g.First().LinkType} in {string.Join(", ", Files(g))}")));

    private static IEnumerable<string?> Files(IEnumerable<VxlanFrame> frames) => frames.Select(static f => Path.GetFileName(f.Path)).Distinct();
}
