using System.Globalization;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Look-ups and the verdict on a loaded snapshot of 1,000 nodes, in PowerShell, by lookups.ps1.</summary>
internal static class LookupCase
{
    // Seconds that each may take; what has none is shown beside.
    private static readonly Dictionary<string, double> Limits = new(StringComparer.Ordinal)
    {
        ["Find-PodVeth -Name"] = 0.05,
        ["Get-CalicoVtep -Peer | Where-Object Problem"] = 10,
        ["Test-CalicoVxlanMode"] = 10,
    };

    public static void Run(BenchContext context)
    {
        if (!BenchContext.IsOnPath("pwsh"))
        {
            context.Report.Note("lookups", "skipped: there is no pwsh on the path");
            return;
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Cases", "lookups.ps1");
        string folder = context.Inputs.Evidence((int)context.Arguments.Number("nodes", 1000), 30);
        string answer = Path.GetTempFileName();
        try
        {
            Cost whole = ChildProcess.Run(["pwsh", "-NoProfile", "-NonInteractive", "-File", script, "-Module", context.Module, "-Evidence", folder], answer);
            if (whole.ExitCode != 0)
            {
                throw new InvalidOperationException($"lookups.ps1 failed: {whole.Errors.Trim()}");
            }

            foreach (string line in File.ReadLines(answer))
            {
                string[] parts = line.Split(' ', 2);
                double seconds = double.Parse(parts[0], CultureInfo.InvariantCulture);
                context.Report.Add("lookups", parts[1], new Cost { Wall = TimeSpan.FromSeconds(seconds) }, null, Limits.TryGetValue(parts[1], out double limit) ? Goal.AtMost(limit, seconds, " s") : null);
            }
        }
        finally
        {
            File.Delete(answer);
        }
    }
}
