using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes kubectl's contexts, of the kubeconfig on the same line where there is one.</summary>
public sealed class ContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string? kubeconfig = fakeBoundParameters?["Kubeconfig"]?.ToString();
        string? path = string.IsNullOrEmpty(kubeconfig) ? null : Path.GetFullPath(kubeconfig, ShellLocation.Current());
        return Suggestions.Matching(wordToComplete, EvidenceCollector.Contexts(path, CancellationToken.None).Select(static c => (c, "kubectl context")));
    }
}
