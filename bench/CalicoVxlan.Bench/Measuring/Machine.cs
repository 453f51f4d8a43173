using System.Runtime.InteropServices;

namespace CalicoVxlan.Bench.Measuring;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{ProcessorModel()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string ProcessorModel()
    {
        const string Field = "model name";
        string? line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static l => l.StartsWith(Field, StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
