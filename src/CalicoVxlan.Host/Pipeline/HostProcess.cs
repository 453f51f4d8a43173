using System.Runtime.InteropServices;
using System.Text;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Runs a line with the process' own streams and signals.</summary>
internal static class HostProcess
{
    private static HostPipeline? running;
    private static int interrupts;

    public static int Run(IReadOnlyList<string> arguments)
    {
        bool wantsColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        bool terminal = !Console.IsOutputRedirected;
        bool errorTerminal = !Console.IsErrorRedirected;
        using OutputPipe output = new(NativeOutput.Open(), terminal, terminal ? TerminalWidth() : null) { Colours = terminal && wantsColour };
        using StreamWriter errors = new(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        MessageStyle style = new(errorTerminal, errorTerminal && wantsColour, !Console.IsInputRedirected && errorTerminal, errorTerminal ? TerminalWidth() : 120);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return CvxRunner.Run(arguments, output, errors, style, new CommandTable(), static pipeline => running = pipeline);
    }

    // The first asks; a cmdlet that does not listen is ended by the second.
    private static void Stop(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref interrupts) > 1 || running is null)
        {
            Environment.Exit(CvxRunner.Interrupted);
        }

        context.Cancel = true;
        running.Stop();
    }

    // Asking the console class would have it set up the terminal for reading keys.
    private static int TerminalWidth() => OperatingSystem.IsLinux() ? NativeOutput.TerminalWidth() ?? 80 : Console.WindowWidth;
}
