using System.Globalization;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>The table of results, as Markdown.</summary>
internal sealed class Report(TextWriter writer)
{
    public void Begin()
    {
        writer.WriteLine(Machine.Describe());
        writer.WriteLine();
        writer.WriteLine("| case | what | wall s | user+sys s | peak memory MB | ratio | target |");
        writer.WriteLine("|---|---|---:|---:|---:|---:|---|");
    }

    /// <summary>One command's line; the ratio is its wall time over the reference's.</summary>
    public void Add(string name, string what, Cost cost, Cost? reference = null, Goal? goal = null) =>
        Line(name, what, Number(cost.Wall.TotalSeconds, 3), cost.Processor > TimeSpan.Zero ? Number(cost.Processor.TotalSeconds, 3) : "", Memory(cost),
            reference is null ? "" : Number(cost.Wall / reference.Wall, 2), goal?.Judged() ?? "");

    /// <summary>One command's line with a reference that is meant to be slower: the ratio is the reference's wall time over its own.</summary>
    public void AddFaster(string name, string what, Cost cost, Cost reference, Goal? goal = null) =>
        Line(name, what, Number(cost.Wall.TotalSeconds, 3), Number(cost.Processor.TotalSeconds, 3), Memory(cost),
            Number(reference.Wall / cost.Wall, 1) + " times", goal?.Judged() ?? "");

    public void Note(string name, string text, Goal? goal = null) => Line(name, text, "", "", "", "", goal?.Judged() ?? "");

    public static string Number(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Memory(Cost cost)
    {
        long memory = cost.PeakAnonymous > 0 ? cost.PeakAnonymous : cost.PeakResident;
        return memory == 0 ? "" : Number(memory / 1048576.0, 1);
    }

    private void Line(params string[] cells)
    {
        writer.WriteLine("| " + string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal))) + " |");
        writer.Flush();
    }
}
