using System.Reflection;
using CalicoVxlan.Capture;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Flows;

/// <summary>Measures packets, with and without the shortcut, and prints rows so that they can be compared.</summary>
internal static class FlowProbe
{
    private static readonly PropertyInfo[] Properties = typeof(VxlanFlow).GetProperties();

    public static List<VxlanFlow> Measure(
        IReadOnlyList<CapturedPacket> packets, FlowGrouping by, bool shortcut, TimeSpan? interval = null, bool all = true) =>
        [.. Fill(packets, shortcut, interval, all).GetFlows(by)];

    public static FlowTable Fill(IReadOnlyList<CapturedPacket> packets, bool shortcut, TimeSpan? interval = null, bool all = true)
    {
        FlowTable table = new(interval);
        using FrameReader reader = new(new PacketList(packets), null, new FrameFilter { All = all });
        if (shortcut)
        {
            reader.Offer(table);
        }

        while (reader.MoveNext())
        {
            if (reader.IsMatch)
            {
                table.Add(reader);
            }
        }

        return table;
    }

    public static string Describe(VxlanFlow flow) => string.Join(' ', Properties.Select(p => $"{p.Name}={Text(p.GetValue(flow))}"));

    public static string Faults(VxlanFlow flow) =>
        $"retransmissions {flow.Retransmissions} out-of-order {flow.OutOfOrder} dup-acks {flow.DuplicateAcks} zero {flow.ZeroWindows} resets {flow.Resets} copies {flow.Copies}";

    private static string Text(object? value) => value is DateTimeOffset time ? time.ToString("O") : value?.ToString() ?? "";
}
