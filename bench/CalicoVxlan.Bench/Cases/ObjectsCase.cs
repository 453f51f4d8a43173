using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>
/// What Get-VxlanFrame costs PowerShell above passing on as many objects that hold nothing. Measured inside one PowerShell by
/// objects.ps1, so that its start doesn't count.
/// </summary>
internal static class ObjectsCase
{
    public static void Run(BenchContext context)
    {
        if (!BenchContext.IsOnPath("pwsh"))
        {
            context.Report.Note("objects", "skipped: there is no pwsh on the path");
            return;
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Cases", "objects.ps1");
        string answer = Path.GetTempFileName();
        try
        {
            List<string> command = ["pwsh", "-NoProfile", "-NonInteractive", "-File", script, "-Module", context.Module, "-Runs", context.Runs.ToString(System.Globalization.CultureInfo.InvariantCulture)];
            command.AddRange(["-Capture", context.Inputs.Get(context.Frames), "-Count", context.Frames.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            Cost whole = ChildProcess.Run(command, answer);
            if (whole.ExitCode != 0)
            {
                throw new InvalidOperationException($"objects.ps1 failed: {whole.Errors.Trim()}");
            }

            Add(context.Report, File.ReadAllLines(answer));
        }
        finally
        {
            File.Delete(answer);
        }
    }

    // Lines of "name seconds", the reference first.
    private static void Add(Report report, string[] lines)
    {
        Cost? reference = null;
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ', 2);
            Cost cost = new() { Wall = TimeSpan.FromSeconds(double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)) };
            report.Add("objects", parts[1], cost, reference, reference is null ? null : Goal.AtMost(1.5, cost.Wall / reference.Wall));
            reference ??= cost;
        }
    }
}
