using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using CalicoVxlan.Common;

namespace CalicoVxlan.Lab.Kernel;

/// <summary>Runs the programs that build a lab, by argument vector, their lines on standard input.</summary>
internal static partial class LabTool
{
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>Where a program is; null where it is not installed. Services often have no sbin in their PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted).Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs <c>ip</c> or <c>bridge</c> on several lines; nothing at all when there are none.</summary>
    public static void Batch(string program, string where, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            _ = Run(program, where, ["-batch", "-"], string.Join('\n', lines) + "\n") is { } error ? throw Refused(program, where, error, lines) : true;
        }
    }

    /// <summary>The same for what is to go away: what is gone already, since somebody tried something by hand, is as it should be.</summary>
    public static void BatchAway(string program, string where, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            _ = Run(program, where, ["-force", "-batch", "-"], string.Join('\n', lines) + "\n");
        }
    }

    /// <summary>Runs <c>nft -f</c>.</summary>
    public static void Firewall(string where, string rules)
    {
        if (rules.Length > 0)
        {
            _ = Run("nft", where, ["-f", "-"], rules) is { } error ? throw Refused("nft", where, error, []) : true;
        }
    }

    /// <returns>What it said when it refused; null when it did not.</returns>
    private static string? Run(string program, string where, string[] arguments, string input)
    {
        ProcessStartInfo start = new(Find(program) ?? program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            _ = output.GetAwaiter().GetResult();
            string said = error.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? null : said;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw Refused(program, where, e.Message, [], e);
        }
    }

    private static LabException Refused(string program, string where, string error, IReadOnlyList<string> lines, Exception? cause = null)
    {
        // ip says the number of the line it stopped at: "Command failed -:12".
        Match at = FailedLine().Match(error);
        string line = at.Success && int.TryParse(at.Groups[1].Value, out int number) && number >= 1 && number <= lines.Count ? $" '{lines[number - 1]}'" : "";
        string reason = SafeText.Clean(error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "it said nothing").Trim();
        return new LabException(LabFailure.CommandFailed, where, $"{program} refused{line} in {where}: {reason}",
            "Remove the lab and build it again; if it stays so, this kernel lacks what the line asks for (vxlan, veth, bridge, nftables).", cause);
    }

    [GeneratedRegex(@"Command failed -:(\d+)")]
    private static partial Regex FailedLine();
}
