using CalicoVxlan.Bench.Measuring;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Building a lab, collecting from it, and the verdict of a small one from command to answer.</summary>
internal static class LabCase
{
    public static void Run(BenchContext context)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !context.HasCvx)
        {
            context.Report.Note("lab", "skipped: needs root on Linux, and cvx");
            return;
        }

        Measured(context, 32, 4, "New-CalicoLab, 32 nodes of 4 pods", 30, "Get-CalicoEvidence of 32 nodes", "Get-CalicoEvidence -Lab {0}", 5);
        Measured(context, 2, 2, "New-CalicoLab, 2 nodes", 30, "evidence and verdict of 2 nodes", "Get-CalicoEvidence -Lab {0} | Test-CalicoVxlanMode -Quiet", 2);
    }

    private static void Measured(BenchContext context, int nodes, int pods, string making, double makingLimit, string asking, string pipeline, double limit)
    {
        string name = "b" + Guid.NewGuid().ToString("N")[..6];
        string answer = Path.GetTempFileName();
        try
        {
            Cost made = ChildProcess.Run(context.Host($"New-CalicoLab -Name {name} -NodeCount {nodes} -PodsPerNode {pods}"), answer);
            context.Report.Add("lab", making, made, null, Goal.AtMost(makingLimit, made.Wall.TotalSeconds, " s"));
            Cost cost = Measure.Alternating(context.Runs, false, context.Host(string.Format(System.Globalization.CultureInfo.InvariantCulture, pipeline, name)))[0];
            context.Report.Add("lab", asking, cost, null, Goal.AtMost(limit, cost.Wall.TotalSeconds, " s"));
        }
        finally
        {
            File.Delete(answer);
            CalicoLab.Remove(name);
        }
    }
}
