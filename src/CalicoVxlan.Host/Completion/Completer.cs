using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using CalicoVxlan.Host.Binding;
using CalicoVxlan.Host.Help;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Completion;

/// <summary>What the last word of a line can become: commands, parameters, and their values.</summary>
internal sealed class Completer(CommandTable commands)
{
    public IEnumerable<CompletionResult> Complete(string line)
    {
        LineAtCursor at = LineAtCursor.Read(line);
        if (at.Command is null)
        {
            return CommandNames(at.Word);
        }

        if (commands.Search(at.Command) is not { } found)
        {
            return [];
        }

        CommandType type = new(found);
        BoundSoFar bound = BoundSoFar.Read(type, at.Before);
        if (at.Word.StartsWith('-') && !at.AfterComma && (bound.Open is null || at.Word.Length > 1))
        {
            return ParameterNames(type, at.Word[1..], bound);
        }

        ParameterInfo? parameter = bound.Open ?? (at.AfterComma ? bound.Last : bound.NextPositional());
        return parameter is null ? [] : Values(type, parameter, at.Word, line, bound.Values);
    }

    private IEnumerable<CompletionResult> CommandNames(string word) => commands.All.Keys
        .Where(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Select(static n => new CompletionResult(n, n, CompletionResultType.Command, HelpCatalog.Synopsis(n) is { Length: > 0 } s ? s : n));

    private static IEnumerable<CompletionResult> ParameterNames(CommandType type, string word, BoundSoFar bound)
    {
        CommandHelp? help = HelpCatalog.Find(type.Name);
        return new ParameterFinder(type).All
            .Where(p => !p.IsHidden && !bound.Parameters.Contains(p) && (p.Sets & bound.Sets) != 0 && p.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(p => new CompletionResult("-" + p.Name, p.Name, CompletionResultType.ParameterName,
                $"[{ValueConverter.Friendly(p.Type)}] {(help?.Parameters.GetValueOrDefault(p.Name)?.Description is { Count: > 0 } d ? d[0] : p.Name)}"));
    }

    private static IEnumerable<CompletionResult> Values(CommandType type, ParameterInfo parameter, string word, string line, IDictionary bound)
    {
        if (parameter.Attributes<ArgumentCompleterAttribute>().FirstOrDefault() is { } attribute)
        {
            IArgumentCompleter completer = (IArgumentCompleter)Activator.CreateInstance(attribute.Type, nonPublic: true)!;
            return completer.CompleteArgument(type.Name, parameter.Name, word, new CommandAst(line), bound);
        }

        string[] values = HelpText.Values(parameter);
        if (values.Length == 0)
        {
            values = parameter.Attributes<ArgumentCompletionsAttribute>().FirstOrDefault()?.Completions
                ?? (parameter.Type == typeof(bool) ? ["$true", "$false"] : []);
        }

        return values.Where(v => v.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static v => new CompletionResult(v, v, CompletionResultType.ParameterValue, v));
    }
}
