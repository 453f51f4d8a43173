using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>
/// Runs programs by argument vector, never through a shell. What a program writes is limited, and so is its time; when either ends,
/// or the token is cancelled, it and its children are killed.
/// </summary>
internal static class ProcessRunner
{
    private const int MostErrorBytes = 64 << 10;

    // A child that outlives its parent may hold the pipe open (ssh's shared connections do); what was said until then is enough.
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    /// <exception cref="OperationCanceledException">The token was cancelled; the program is gone.</exception>
    public static ProcessAnswer Run(ProcessRequest request, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using Process process = new() { StartInfo = StartOf(request.Words), EnableRaisingEvents = true };
        using ManualResetEventSlim exited = new();
        process.Exited += (_, _) => Signal(exited);
        try
        {
            _ = process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or FileNotFoundException or PlatformNotSupportedException)
        {
            return new ProcessAnswer(ProcessEnd.NotStarted, -1, default, failure.Message);
        }

        PipeReader output = PipeReader.Start(process.StandardOutput.BaseStream, request.MostBytes, () => Kill(process));
        PipeReader error = PipeReader.Start(process.StandardError.BaseStream, MostErrorBytes, null);
        Feed(process, request.Input);
        bool inTime = Wait(process, exited, request.Timeout, stop);
        _ = output.Wait(Afterwards);
        _ = error.Wait(Afterwards);
        ProcessEnd end = output.IsTooMuch ? ProcessEnd.TooMuch : inTime ? ProcessEnd.Exited : ProcessEnd.TimedOut;
        return new ProcessAnswer(end, end == ProcessEnd.Exited ? process.ExitCode : -1, output.Taken, Encoding.UTF8.GetString(error.Taken.Span));
    }

    private static ProcessStartInfo StartOf(IReadOnlyList<string> words)
    {
        ProcessStartInfo start = new(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        // Messages are read by this program, too.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static void Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already, or doesn't read; its answer tells.
        }
    }

    private static bool Wait(Process process, ManualResetEventSlim exited, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            if (exited.Wait(timeout, stop))
            {
                return true;
            }
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }

        Kill(process);
        _ = exited.Wait(Afterwards, CancellationToken.None);
        return false;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended, or belongs to somebody else by now.
        }
    }

    private static void Signal(ManualResetEventSlim exited)
    {
        try
        {
            exited.Set();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }
}
