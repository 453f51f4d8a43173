using System.Globalization;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>The verdict from a snapshot on disk, node by node: time and memory by the number of nodes. 5,000 nodes are 15 GB, so they are measured only when asked for.</summary>
internal static class VerdictCase
{
    public static void Run(BenchContext context)
    {
        if (!context.HasCvx)
        {
            context.Report.Note("verdict", $"skipped: there is no {context.Cvx}");
            return;
        }

        foreach (string text in context.Arguments.Text("verdict-nodes", "250,500,1000").Split(','))
        {
            int nodes = int.Parse(text, CultureInfo.InvariantCulture);
            string folder = context.Inputs.Evidence(nodes, 30);
            Cost cost = Measure.Alternating(1, true, context.Host($"Test-CalicoVxlanMode -Evidence {BenchContext.Quote(folder)} -Quiet"))[0];
            string what = string.Create(CultureInfo.InvariantCulture, $"Test-CalicoVxlanMode, {nodes:N0} nodes, {nodes * 30:N0} pods, from disk");
            context.Report.Add("verdict", what, cost, null, nodes == 5000 ? Goal.AtMost(60, cost.Wall.TotalSeconds, " s") : null);
            context.Report.Note("verdict", FormattableString.Invariant($"the same, anonymous memory: {cost.PeakAnonymous / 1048576.0:F0} MB"), Goal.AtMost(1024, cost.PeakAnonymous / 1048576.0, " MB"));
        }
    }
}
