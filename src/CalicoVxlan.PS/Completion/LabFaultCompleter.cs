using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Lab;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes faults: those that are set when -Clear is there, else all.</summary>
public sealed class LabFaultCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        string? lab = fakeBoundParameters.Contains("Name") ? fakeBoundParameters["Name"]?.ToString() : null;
        return Suggestions.Matching(wordToComplete, fakeBoundParameters.Contains("Clear")
            ? LabCompleter.All().Where(l => lab is null || l.Name == lab).SelectMany(static l => l.Faults).Select(static f => (f.Fault, f.Description)).Distinct()
            : CalicoLab.AllFaults.Select(static f => (f.Name, f.Description)));
    }
}
