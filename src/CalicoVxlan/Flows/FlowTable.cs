using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>Measures frames: add them in the order they were captured, then ask for rows.</summary>
public sealed class FlowTable
{
    private readonly FlowIndex conversations = new();
    private readonly List<CaptureInterface> points = [];
    private readonly Dictionary<CaptureInterface, int> pointNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<FinishedInterval> finished = [];
    private readonly long interval;
    private CaptureInterface? lastPoint;
    private int lastPointNumber;

    /// <summary>Makes an empty table.</summary>
    /// <param name="interval">Length of the intervals that rows are made of; null for one row over all the time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public FlowTable(TimeSpan? interval = null)
    {
        if (interval is { } length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(interval));
            this.interval = length.Ticks > long.MaxValue / 100 ? long.MaxValue : length.Ticks * 100;
        }
    }

    /// <summary>Counts a frame.</summary>
    public void Add(VxlanFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Add(frame.Packet, frame.Layout, frame.Tie);
    }

    /// <summary>Counts the frame that a reader read last.</summary>
    public void Add(FrameReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Add(reader.Packet, reader.Layout, reader.Tie);
    }

    /// <summary>The rows so far, in the order their flows were first seen (with an interval: by interval, then so).</summary>
    public IEnumerable<VxlanFlow> GetFlows(FlowGrouping by) => new FlowRows(conversations, finished, points, interval).Group(by);

    private void Add(in CapturedPacket packet, in FrameLayout frame, FragmentTie? tie)
    {
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

        FlowKey key = FlowKey.Of(ends, PointNumber(packet.Interface), out bool reversed);
        ref Conversation conversation = ref conversations.GetOrAdd(key, out bool isNew);
        long time = packet.TimestampNanoseconds;
        if (isNew)
        {
            conversation.StartedReversed = reversed;
        }

        if (interval != 0)
        {
            EnterInterval(ref conversation, IntervalOf(time), isNew);
        }

        ref FlowHalf sender = ref reversed ? ref conversation.Backward : ref conversation.Forward;
        ref FlowHalf receiver = ref reversed ? ref conversation.Forward : ref conversation.Backward;
        sender.Counters.Count(InnerLength(packet, frame, tie), time);
        if (tie is null && TcpSegment.TryRead(data, frame.Inner, out TcpSegment segment))
        {
            if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn)
            {
                conversation.StartedReversed = reversed;
            }

            TcpHealth.Judge(ref conversation, ref sender, ref receiver, segment, time);
        }
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

    private long IntervalOf(long time) => time >= 0 ? time / interval : ((time + 1) / interval) - 1;

    private void EnterInterval(ref Conversation conversation, long number, bool isNew)
    {
        if (!isNew && conversation.Interval != number)
        {
            finished.Add(new FinishedInterval(
                conversation.Index, conversation.Interval, conversation.Forward.Counters, conversation.Backward.Counters));
            conversation.Forward.Counters = default;
            conversation.Backward.Counters = default;
        }

        conversation.Interval = number;
    }

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
