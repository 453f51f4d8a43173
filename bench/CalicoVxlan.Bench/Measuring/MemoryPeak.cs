using System.Globalization;

namespace CalicoVxlan.Bench.Measuring;

/// <summary>The most anonymous memory a process and its children were seen with: RssAnon of proc_pid_status(5).</summary>
internal readonly record struct MemoryPeak(long Anonymous)
{
    public MemoryPeak With(int id) => new(Math.Max(Anonymous, Read(id)));

    private static long Read(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(static l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(8, line.Length - 8 - 2).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
