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
        writer.WriteLine("| case | what | wall s | user+sys s | peak memory MB | ratio |");
        writer.WriteLine("|---|---|---:|---:|---:|---:|");
    }

    /// <summary>One command's line; the ratio is its wall time over the reference's.</summary>
    public void Add(string name, string what, Cost cost, Cost? reference = null)
    {
        long memory = cost.PeakAnonymous > 0 ? cost.PeakAnonymous : cost.PeakResident;
        Line(name, what, Number(cost.Wall.TotalSeconds, 3), Number(cost.Processor.TotalSeconds, 3), memory == 0 ? "" : Number(memory / 1048576.0, 1),
            reference is null ? "" : Number(cost.Wall / reference.Wall, 2));
    }

    public void Note(string name, string text) => Line(name, text, "", "", "", "");

    public static string Number(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private void Line(params string[] cells)
    {
        writer.WriteLine("| " + string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal))) + " |");
        writer.Flush();
    }
}
