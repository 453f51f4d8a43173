using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Full decode and flow table, against tcpdump that only reads the same file and writes it to nowhere.</summary>
internal static class FlowsCase
{
    public static void Run(BenchContext context)
    {
        string file = context.Inputs.Get(context.Frames);
        string[] tcpdump = ["tcpdump", "-r", file, "-w", "/dev/null"];
        if (!context.HasCvx)
        {
            context.Report.Add("flows", "tcpdump -r -w /dev/null", Measure.Alternating(context.Runs, false, tcpdump)[0]);
            context.Report.Note("flows", $"skipped: there is no {context.Cvx}");
            return;
        }

        Cost[] costs = Measure.Alternating(context.Runs, false, tcpdump, context.Host($"Measure-VxlanFlow {BenchContext.Quote(file)}"));
        context.Report.Add("flows", "tcpdump -r -w /dev/null", costs[0]);
        context.Report.Add("flows", "Measure-VxlanFlow", costs[1], costs[0], Goal.AtMost(1.0, costs[1].Wall / costs[0].Wall));
    }
}
