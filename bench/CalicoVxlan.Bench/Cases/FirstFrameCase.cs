using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>How long until the first frame of a large file, from the start of the process.</summary>
internal static class FirstFrameCase
{
    public static void Run(BenchContext context)
    {
        string file = context.Inputs.Get(context.Frames);
        string[] tcpdump = ["tcpdump", "-n", "-c", "1", "-r", file];
        if (!context.HasCvx)
        {
            context.Report.Add("first", "tcpdump -c 1 -r", Measure.Alternating(context.Runs, false, tcpdump)[0]);
            context.Report.Note("first", $"skipped: there is no {context.Cvx}");
            return;
        }

        Cost[] costs = Measure.Alternating(context.Runs, false, tcpdump, context.Host($"Get-VxlanFrame {BenchContext.Quote(file)} | Select-Object -First 1"));
        context.Report.Add("first", "tcpdump -c 1 -r", costs[0]);
        context.Report.Add("first", "Get-VxlanFrame | Select-Object -First 1", costs[1], costs[0], Goal.AtMost(0.35, costs[1].Wall.TotalSeconds, " s"));
    }
}
