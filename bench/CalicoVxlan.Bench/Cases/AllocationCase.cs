using System.Diagnostics;
using System.Globalization;
using CalicoVxlan.Bench.Measuring;
using CalicoVxlan.Capture.Files;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Bench.Cases;

/// <summary>
/// What the hot loops allocate for a packet, in this process: reading and decoding, counting flows, and, to compare, making the
/// objects that the pipeline carries. What is allocated once (buffers, the tables of 10,000 flows) is
/// spread over all packets.
/// </summary>
internal static class AllocationCase
{
    public static void Run(BenchContext context)
    {
        string file = context.Inputs.Get(context.Frames);
        Line(context.Report, "read and decode", file, static reader =>
        {
            while (reader.MoveNext())
            {
            }
        }, isHot: true);
        Line(context.Report, "read, decode, count flows", file, static reader =>
        {
            FlowTable table = new();
            reader.Offer(table);
            while (reader.MoveNext())
            {
                if (reader.IsMatch)
                {
                    table.Add(reader);
                }
            }
        }, isHot: true);
        Line(context.Report, "read, decode, make objects", file, static reader =>
        {
            while (reader.MoveNext())
            {
                if (reader.IsMatch)
                {
                    _ = reader.CreateFrame();
                }
            }
        }, isHot: false);
    }

    private static void Line(Report report, string what, string file, Action<FrameReader> loop, bool isHot)
    {
        Once(file, loop, isHot, out _);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Cost cost = Once(file, loop, isHot, out long packets);
        double each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)packets;
        string text = string.Create(CultureInfo.InvariantCulture, $"{what}: {each:F1} bytes allocated a packet");
        report.Add("allocations", text, cost, null, isHot ? Goal.AtMost(10, each, " bytes") : null);
    }

    private static Cost Once(string file, Action<FrameReader> loop, bool isHot, out long packets)
    {
        long start = Stopwatch.GetTimestamp();
        using FrameReader reader = new(CaptureFile.Open(file, reuseBlocks: isHot));
        loop(reader);
        packets = reader.PacketsRead;
        return new Cost { Wall = Stopwatch.GetElapsedTime(start) };
    }
}
