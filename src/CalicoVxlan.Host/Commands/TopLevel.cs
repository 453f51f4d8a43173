using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Host.Completion;
using CalicoVxlan.Host.Help;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.Host.Commands;

/// <summary>What cvx does besides running commands: its version, its help, completion.</summary>
internal static class TopLevel
{
    /// <summary>Does it, when the arguments ask for it.</summary>
    /// <returns>False when they are a command line.</returns>
    public static bool TryRun(IReadOnlyList<string> arguments, OutputPipe output, CommandTable commands)
    {
        Action<string> write = line => output.WriteLine(line.AsSpan());
        switch (arguments.Count == 0 ? "--help" : arguments[0])
        {
            case "--version" or "-V":
                write(Usage.Version);
                return true;
            case "--help" or "-h" or "-?":
                Usage.Write(commands, new TextFlow(output.Width ?? 100, write));
                return true;
            case "complete" when arguments.Count > 1 && arguments[1] == "--bash":
                write(BashScript.Text);
                return true;
            case "complete":
                Complete(string.Join(' ', arguments.Skip(1)), commands, write);
                return true;
            default:
                return false;
        }
    }

    private static void Complete(string line, CommandTable commands, Action<string> write)
    {
        foreach (CompletionResult result in new Completer(commands).Complete(line))
        {
            write(SafeText.Clean(result.CompletionText) + "\t" + SafeText.Clean(result.ToolTip));
        }
    }
}
