using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Host.Help;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Completion;

/// <summary>Completes what there is help for: commands and topics.</summary>
internal sealed class HelpNameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = WildcardPattern.Get(wordToComplete + "*", WildcardOptions.IgnoreCase);
        return new CommandTable().All.Keys.Concat(HelpCatalog.Topics()).Where(pattern.IsMatch)
            .Select(static n => new CompletionResult(n, n, CompletionResultType.ParameterValue, HelpCatalog.Synopsis(n) is { Length: > 0 } s ? s : n));
    }
}
