using System.Runtime.CompilerServices;
using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>Measures frames: add them in the order they were captured, then ask for rows.</summary>
public sealed class FlowTable : IPacketShortcut
{
    private readonly FlowIndex conversations = new();
    private readonly DirectionIndex directions;
    private readonly PendingFrames pending = new();
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
        directions = new DirectionIndex(conversations);
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
    public IEnumerable<VxlanFlow> GetFlows(FlowGrouping by)
    {
        CountPending();
        return new FlowRows(conversations, finished, points, interval).Group(by);
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

        directions.FetchSlot(frame.Hash);
        pending.Push();
        if (pending.Count > PendingFrames.Half)
        {
            directions.FetchConversation(pending[PendingFrames.Half].Hash);
            if (pending.Count == PendingFrames.Capacity)
            {
                Count(pending.Pop());
            }
        }

        return true;
    }

    private void CountPending()
    {
        while (pending.Count > 0)
        {
            Count(pending.Pop());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(in PendingFrame frame)
    {
        if (!directions.TryFind(frame.Key, frame.Hash, out int number, out bool reversed))
        {
            number = Find(frame.Key.ToEndpoints(), frame.Key.Point, frame.Time, out reversed);
            directions.Note(frame.Key, number, reversed);
        }

        Count(number, reversed, frame.Bytes, frame.Time, frame.IsTcp, frame.Segment);
    }

    private void Add(in CapturedPacket packet, in FrameLayout frame, FragmentTie? tie)
    {
        // Frames count in their order.
        CountPending();
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

        int number = Find(ends, PointNumber(packet.Interface), packet.TimestampNanoseconds, out bool reversed);
        bool isTcp = TcpSegment.TryRead(data, frame.Inner, out TcpSegment segment) && tie is null;
        Count(number, reversed, InnerLength(packet, frame, tie), packet.TimestampNanoseconds, isTcp, segment);
    }

    private int Find(in FrameEndpoints ends, int point, long time, out bool reversed)
    {
        FlowKey key = FlowKey.Of(ends, point, out reversed);
        int number = conversations.GetOrAdd(key, out bool isNew);
        if (isNew)
        {
            conversations[number].StartedReversed = reversed;
            conversations[number].Interval = interval == 0 ? 0 : IntervalOf(time);
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(int number, bool reversed, int bytes, long time, bool isTcp, in TcpSegment segment)
    {
        ref Conversation conversation = ref conversations[number];
        if (interval != 0)
        {
            EnterInterval(number, ref conversation, IntervalOf(time));
        }

        ref FlowHalf sender = ref reversed ? ref conversation.Backward : ref conversation.Forward;
        sender.Count(bytes, time);
        if (isTcp)
        {
            if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn)
            {
                conversation.StartedReversed = reversed;
            }

            TcpHealth.Judge(ref conversation, ref conversations.Details(number), reversed, segment, time);
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

    private void EnterInterval(int number, ref Conversation conversation, long entered)
    {
        if (conversation.Interval != entered)
        {
            ref ConversationDetails details = ref conversations.Details(number);
            finished.Add(new FinishedInterval(number, conversation.Interval,
                FlowCounters.Of(conversation.Forward, details.Forward.Faults), FlowCounters.Of(conversation.Backward, details.Backward.Faults)));
            Reset(ref conversation.Forward, ref details.Forward);
            Reset(ref conversation.Backward, ref details.Backward);
            conversation.Interval = entered;
        }
    }

    // The counters begin anew; what TCP has sent so far stays known.
    private static void Reset(ref FlowHalf half, ref TcpDetails details)
    {
        half.Frames = half.Bytes = 0;
        details.Faults = default;
    }

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
