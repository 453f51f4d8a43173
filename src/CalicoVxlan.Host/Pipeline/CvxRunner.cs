using System.Management.Automation;
using CalicoVxlan.Host.Binding;
using CalicoVxlan.Host.Commands;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Runs a command line as <c>cvx</c> does, with output and messages going where the caller says.</summary>
public static class CvxRunner
{
    /// <summary>The code of a process that was interrupted.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs one line; its text goes to the writers.</summary>
    public static int Run(string commandLine, TextWriter output, TextWriter errors, CommandTable? commands = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        using MemoryStream bytes = new();
        int code = Run(commandLine, bytes, errors, commands);
        output.Write(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        output.Flush();
        return code;
    }

    /// <summary>Runs one line; its output goes to the stream as UTF-8 while it runs.</summary>
    public static int Run(string commandLine, Stream output, TextWriter errors, CommandTable? commands = null) =>
        Run([commandLine], output, errors, commands);

    /// <summary>Runs what a shell passes: a line in one argument, or a command's words.</summary>
    public static int Run(IReadOnlyList<string> arguments, Stream output, TextWriter errors, CommandTable? commands = null)
    {
        using OutputPipe pipe = new(output, isTerminal: false);
        return Run(arguments, pipe, errors, MessageStyle.Plain, commands ?? new CommandTable(), static _ => { });
    }

    internal static int Run(IReadOnlyList<string> arguments, OutputPipe output, TextWriter errors, MessageStyle style, CommandTable commands, Action<HostPipeline> started)
    {
        HostExit.Reset();
        TextStreams streams = new(output, errors, style);
        try
        {
            if (TopLevel.TryRun(arguments, output, commands))
            {
                output.Flush();
                return 0;
            }

            string line = string.Join(' ', arguments);
            HostPipeline pipeline = new(Parse(arguments), line, commands, streams);
            started(pipeline);
            if (!pipeline.Run())
            {
                return Interrupted;
            }
        }
        catch (CommandLineException e)
        {
            streams.Error(new ErrorRecord(e, "ParserError", ErrorCategory.ParserError, null));
            return 1;
        }
        catch (OutputClosedException)
        {
            // The reader has what it wanted.
            return 0;
        }

        return streams.HadErrors ? Math.Max(1, HostExit.Requested) : HostExit.Requested;
    }

    /// <summary>A line in one argument, or a command and its words.</summary>
    internal static List<CommandCall> Parse(IReadOnlyList<string> arguments) =>
        arguments.Count == 1 && arguments[0].AsSpan().ContainsAny(' ', '|') ? LineParser.Parse(arguments[0]) : ShellParser.Parse(arguments);
}
