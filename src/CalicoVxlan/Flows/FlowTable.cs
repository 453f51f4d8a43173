using System.Runtime.CompilerServices;
using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>Measures frames: add them in the order they were captured, then ask for rows.</summary>
public sealed class FlowTable : IPacketShortcut
{
    private readonly FlowCounter counter;
    private readonly PendingFrames pending;
    private readonly List<CaptureInterface> points = [];
    private readonly Dictionary<CaptureInterface, int> pointNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly long interval;
    private AddressNames? names;
    private CaptureInterface? lastPoint;
    private int lastPointNumber;

    /// <summary>Makes an empty table.</summary>
    /// <param name="interval">Length of the intervals that rows are made of; null for one row over all the time.</param>
    /// <param name="names">Who the addresses are; null to take what the frames that are added know.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public FlowTable(TimeSpan? interval = null, AddressNames? names = null)
    {
        this.names = names;
        if (interval is { } length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(interval));
            this.interval = length.Ticks > long.MaxValue / 100 ? long.MaxValue : length.Ticks * 100;
        }

        counter = new FlowCounter(this.interval);
        pending = new PendingFrames(counter);
    }

    /// <summary>Counts a frame.</summary>
    public void Add(VxlanFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        names ??= frame.Names;
        Add(frame.Packet, frame.Layout, frame.Tie);
    }

    /// <summary>Counts the frame that a reader read last.</summary>
    public void Add(FrameReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Add(reader.Packet, reader.Layout, reader.Tie);
    }

    /// <summary>The rows so far, in the order their flows were first seen (with an interval: by interval, then so).</summary>
    public IEnumerable<VxlanFlow> GetFlows(FlowGrouping by)
    {
        pending.Drain();
        return new FlowRows(counter.Conversations, counter.Finished, points, interval, names).Group(by);
    }

    /// <summary>Counts a packet without decoding it, where <see cref="FlowShortcut"/> can; false where it has to be decoded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool IPacketShortcut.TryTake(in CapturedPacket packet, DecodeOptions options)
    {
        ref PendingFrame frame = ref pending.Next;

        // Points are numbered by their first counted packet, so that rows come in one order however packets are counted.
        if (!IsNumbered(packet.Interface) || !FlowShortcut.TryRead(packet, options, PointNumber(packet.Interface), ref frame))
        {
            return false;
        }

        pending.Push();
        return true;
    }

    private void Add(in CapturedPacket packet, in FrameLayout frame, FragmentTie? tie)
    {
        // Frames count in their order.
        pending.Drain();
        ReadOnlySpan<byte> data = packet.Data;
        FrameEndpoints ends;
        if (tie is not null)
        {
            ends = tie.Endpoints;
        }
        else
        {
            FrameEndpoints.Read(data, frame, out ends);
        }

        bool isTcp = TcpSegment.TryRead(data, frame.Inner, out TcpSegment segment) && tie is null;
        counter.Count(ends, PointNumber(packet.Interface), InnerLength(packet, frame, tie), packet.TimestampNanoseconds, isTcp, segment);
    }

    private static int InnerLength(in CapturedPacket packet, in FrameLayout frame, FragmentTie? tie) =>
        frame.Depth > 0 ? Math.Max(0, frame.Outer.End - frame.InnerStart)
        : tie is { Encapsulation: not Encapsulation.None } ? Math.Max(0, frame.Inner.End - frame.Inner.Payload)
        : packet.Interface.LinkType switch
        {
            // The cooked header was never on the wire.
            LinkType.LinuxSll => Math.Max(0, packet.WireLength - LinuxSllHeader.Version1Length),
            LinkType.LinuxSll2 => Math.Max(0, packet.WireLength - LinuxSllHeader.Version2Length),
            _ => packet.WireLength,
        };

    private bool IsNumbered(CaptureInterface point) => ReferenceEquals(point, lastPoint) || pointNumbers.ContainsKey(point);

    private int PointNumber(CaptureInterface point)
    {
        if (!ReferenceEquals(point, lastPoint))
        {
            if (!pointNumbers.TryGetValue(point, out lastPointNumber))
            {
                lastPointNumber = points.Count;
                points.Add(point);
                pointNumbers[point] = lastPointNumber;
            }

            lastPoint = point;
        }

        return lastPointNumber;
    }
}
