using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Capture.Live;

namespace CalicoVxlan.PS.Completion;

/// <summary>Completes the interfaces of this machine.</summary>
public sealed class InterfaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggestions.Matching(wordToComplete, LiveInterfaces.List().Select(static i => (i.Name, Describe(i))));

    private static string Describe(LiveInterface live)
    {
        string state = live.IsUp ? "up" : "down";
        string addresses = live.Addresses.Count > 0 ? ", " + string.Join(", ", live.Addresses) : "";
        string description = live.Description.Length > 0 ? ", " + live.Description : "";
        return state + addresses + description;
    }
}
