using System.Diagnostics;

namespace CalicoVxlan.Tests;

/// <summary>Runs the programs that tests compare with, by argument vector.</summary>
internal static class Tools
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Skips the test when a program is not installed.</summary>
    public static void Need(string program)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(
            folders.Append("/usr/sbin").Append("/sbin").Any(f => File.Exists(Path.Combine(f, program))),
            $"{program} is not installed.");
    }

    public static string Run(string program, params IEnumerable<string> arguments)
    {
        (int code, string output, string error) = TryRun(program, arguments);
        return code == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {error}");
    }

    public static (int Code, string Output, string Error) TryRun(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"{program} did not end.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
