using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Loading a large cluster's snapshot, every node's tables kept, in a fresh process.</summary>
internal static class EvidenceCase
{
    private const int Nodes = 1000;
    private const int PodsPerNode = 30;

    public static void Run(BenchContext context)
    {
        int nodes = (int)context.Arguments.Number("nodes", Nodes);
        string folder = context.Inputs.Evidence(nodes, PodsPerNode);
        long bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);
        string[] command = [Environment.ProcessPath!, .. Self(), "load-evidence", folder];
        Cost cost = Measure.Alternating(Math.Min(context.Runs, 3), true, command)[0];
        string text = FormattableString.Invariant($"{nodes:N0} nodes, {nodes * PodsPerNode:N0} pods, {bytes >> 20} MB");
        context.Report.Add("evidence", text, cost, null, Goal.AtMost(10, cost.Wall.TotalSeconds, " s"));
        context.Report.Note("evidence", FormattableString.Invariant($"the same, anonymous memory: {cost.PeakAnonymous / 1048576.0:F0} MB"), Goal.AtMost(1024, cost.PeakAnonymous / 1048576.0, " MB"));
    }

    // Started by dotnet, this program is its first argument.
    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(EvidenceCase).Assembly.Location] : [];
}
