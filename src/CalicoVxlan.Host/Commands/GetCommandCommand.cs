using System.Management.Automation;
using CalicoVxlan.Host.Binding;
using CalicoVxlan.Host.Help;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>Lists the commands.</summary>
[Cmdlet(VerbsCommon.Get, "Command")]
[Alias("gcm")]
[OutputType(typeof(CommandSummary))]
public sealed class GetCommandCommand : Cmdlet
{
    /// <summary>The commands' names; wildcards are expanded.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>How they are written.</summary>
    [Parameter]
    public SwitchParameter Syntax { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CommandTable commands = ((Stage)Runtime).Pipeline.Commands;
        foreach (string pattern in Name)
        {
            WildcardPattern match = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            KeyValuePair<string, Type>[] found = commands.All.Where(c => match.IsMatch(c.Key)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                WriteError(new CommandNotFoundException(pattern, $"There is no command '{pattern}'.{Similar.Hint(pattern, commands.All.Keys)}").ErrorRecord);
            }

            foreach ((string name, Type type) in found)
            {
                if (Syntax)
                {
                    WriteObject(SyntaxText.Of(new CommandType(type)), enumerateCollection: true);
                }
                else
                {
                    WriteObject(new CommandSummary(name, CommandTable.IsModules(type) ? "CalicoVxlan" : "cvx", HelpCatalog.Synopsis(name)));
                }
            }
        }
    }
}

/// <summary>A command in one line.</summary>
public sealed class CommandSummary
{
    internal CommandSummary(string name, string source, string synopsis)
    {
        Name = name;
        Source = source;
        Synopsis = synopsis;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The module that it is of, or the host.</summary>
    public string Source { get; }

    /// <summary>What it does.</summary>
    public string Synopsis { get; }
}
