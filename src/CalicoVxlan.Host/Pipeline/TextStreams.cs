using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Host.Formatting;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Objects as text to one side, messages to the other.</summary>
internal sealed class TextStreams : HostStreams
{
    private readonly OutputPipe output;
    private readonly TextWriter errors;
    private readonly MessageStyle style;
    private readonly ProgressLine progress;
    private DefaultWriter? writer;

    public TextStreams(OutputPipe output, TextWriter errors, MessageStyle style)
    {
        this.output = output;
        this.errors = errors;
        this.style = style;
        progress = new ProgressLine(errors, style);
        output.BeforeTerminalWrite = progress.Clear;
    }

    public override OutputPipe? Text => output;

    public override void Object(object? value)
    {
        if (value is not null)
        {
            writer ??= new DefaultWriter(LineTarget.To(output), new FormatRequest());
            writer.Write(value);
        }
    }

    public override void Error(ErrorRecord error)
    {
        string message = error.ToString();
        string source = error.InvocationInfo is { } invocation ? invocation.MyCommand.Name + ": " : "cvx: ";
        Message(source + message, "31;1");
        if (error.ErrorDetails?.RecommendedAction is { Length: > 0 } action && !message.Contains(action, StringComparison.Ordinal))
        {
            Message("  " + action, "31;1");
        }
    }

    public override void Warning(string text) => Message("WARNING: " + text, "33;1");

    public override void Verbose(string text) => Message("VERBOSE: " + text, "33;1");

    public override void Debug(string text) => Message("DEBUG: " + text, "33;1");

    public override void Information(object? message) => Message(message?.ToString() ?? "", null);

    public override void Progress(ProgressRecord record) => progress.Show(record);

    public override bool Ask(string question)
    {
        if (!style.CanAsk)
        {
            Error(new ErrorRecord(new PSInvalidOperationException(question + " Nobody is there to say yes: use -Confirm:$false, or -Force where there is one."),
                "ConfirmationNotPossible", ErrorCategory.InvalidOperation, null));
            HadErrors = true;
            return false;
        }

        output.Flush();
        progress.Clear();
        errors.Write(SafeText.Clean(question) + " [y/N] ");
        errors.Flush();
        return Console.ReadLine()?.Trim() is ['y' or 'Y', ..];
    }

    public override void Complete()
    {
        progress.Clear();
        writer?.Complete();
        output.Flush();
    }

    private void Message(string text, string? colour)
    {
        // What was written before comes before it, also where both go to one terminal.
        output.Flush();
        progress.Clear();
        string line = string.Join(Environment.NewLine, text.ReplaceLineEndings("\n").Split('\n').Select(SafeText.Clean));
        errors.WriteLine(style.Colours && colour is not null ? $"\x1b[{colour}m{line}\x1b[0m" : line);
        errors.Flush();
    }
}

/// <summary>What the side of the messages can do.</summary>
internal sealed record MessageStyle(bool IsTerminal, bool Colours, bool CanAsk, int Width)
{
    public static MessageStyle Plain { get; } = new(false, false, false, 120);
}
