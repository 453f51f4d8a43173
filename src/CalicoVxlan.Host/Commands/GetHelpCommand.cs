using System.Management.Automation;
using CalicoVxlan.Host.Binding;
using CalicoVxlan.Host.Completion;
using CalicoVxlan.Host.Help;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>Shows what a command does, or a topic.</summary>
[Cmdlet(VerbsCommon.Get, "Help")]
[Alias("help", "man")]
[OutputType(typeof(string))]
public sealed class GetHelpCommand : Cmdlet
{
    /// <summary>A command or an about_ topic; all of them when it is left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(HelpNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Only the examples.</summary>
    [Parameter]
    public SwitchParameter Examples { get; set; }

    /// <summary>Only these parameters; wildcards are expanded.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Parameter { get; set; }

    /// <summary>For those used to PowerShell: everything is always shown.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>For those used to PowerShell: everything is always shown.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Stage stage = (Stage)Runtime;
        CommandTable commands = stage.Pipeline.Commands;
        TextFlow text = new(stage.TextPipe?.Width ?? 100, WriteObject);
        if (Name is null)
        {
            Usage.Write(commands, text);
        }
        else if (commands.Search(Name) is { } type)
        {
            WriteCommand(new CommandType(type), text);
        }
        else if (HelpCatalog.Topic(Name) is { } topic)
        {
            foreach (string line in topic.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                text.Line(line);
            }
        }
        else
        {
            WriteError(new ErrorRecord(
                new ItemNotFoundException($"There is no help for '{Name}'.{Similar.Hint(Name, commands.All.Keys.Concat(HelpCatalog.Topics()))}"),
                "HelpNotFound", ErrorCategory.ObjectNotFound, Name));
        }
    }

    private void WriteCommand(CommandType type, TextFlow text)
    {
        HelpText help = new(type, text);
        if (Parameter is null)
        {
            help.Write(Examples);
            return;
        }

        foreach (string pattern in Parameter)
        {
            WildcardPattern match = WildcardPattern.Get(pattern.TrimStart('-'), WildcardOptions.IgnoreCase);
            ParameterInfo[] found = type.Parameters.Where(p => match.IsMatch(p.Name)).ToArray();
            if (found.Length == 0)
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"{type.Name} has no parameter '{pattern}'.{Similar.Hint(pattern, type.Parameters.Select(static p => p.Name), "-")}"),
                    "NoMatchingParameter", ErrorCategory.ObjectNotFound, pattern));
            }

            Array.ForEach(found, help.WriteParameter);
        }
    }
}
