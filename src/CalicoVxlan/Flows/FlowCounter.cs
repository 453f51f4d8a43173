using System.Runtime.CompilerServices;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>The conversations, and how a frame is counted into its own. Used by one thread at a time.</summary>
internal sealed class FlowCounter
{
    // How far ahead memory is asked for: what a frame needs has come when its turn comes.
    private const int SlotsAhead = 16;
    private const int ConversationsAhead = 8;

    private readonly DirectionIndex directions;
    private readonly long interval;

    /// <summary>Makes an empty counter.</summary>
    /// <param name="interval">Length of the intervals in nanoseconds; 0 for none.</param>
    public FlowCounter(long interval)
    {
        directions = new DirectionIndex(Conversations);
        this.interval = interval;
    }

    public FlowIndex Conversations { get; } = new();

    public List<FinishedInterval> Finished { get; } = [];

    /// <summary>
    /// Counts frames in their order. With thousands of flows their memory is seldom in the processor's cache, so it is asked for
    /// some frames ahead.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(ReadOnlySpan<PendingFrame> frames)
    {
        for (int i = 0; i < frames.Length; i++)
        {
            if (i + SlotsAhead < frames.Length)
            {
                directions.FetchSlot(frames[i + SlotsAhead].Hash);
                directions.FetchConversation(frames[i + ConversationsAhead].Hash);
            }

            ref readonly PendingFrame frame = ref frames[i];
            if (!directions.TryFind(frame.Key, frame.Hash, out int number, out bool reversed))
            {
                number = Find(frame.Key.ToEndpoints(), frame.Key.Point, frame.Time, out reversed);
                directions.Note(frame.Key, number, reversed);
            }

            Count(number, reversed, frame.Bytes, frame.Time, frame.IsTcp, frame.Segment);
        }
    }

    /// <summary>Counts one frame.</summary>
    public void Count(in FrameEndpoints ends, int point, int bytes, long time, bool isTcp, in TcpSegment segment)
    {
        int number = Find(ends, point, time, out bool reversed);
        Count(number, reversed, bytes, time, isTcp, segment);
    }

    private int Find(in FrameEndpoints ends, int point, long time, out bool reversed)
    {
        FlowKey key = FlowKey.Of(ends, point, out reversed);
        int number = Conversations.GetOrAdd(key, out bool isNew);
        if (isNew)
        {
            Conversations[number].StartedReversed = reversed;
            Conversations[number].Interval = interval == 0 ? 0 : IntervalOf(time);
        }

        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(int number, bool reversed, int bytes, long time, bool isTcp, in TcpSegment segment)
    {
        ref Conversation conversation = ref Conversations[number];
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

            TcpHealth.Judge(ref conversation, ref Conversations.Details(number), reversed, segment, time);
        }
    }

    private long IntervalOf(long time) => time >= 0 ? time / interval : ((time + 1) / interval) - 1;

    private void EnterInterval(int number, ref Conversation conversation, long entered)
    {
        if (conversation.Interval != entered)
        {
            ref ConversationDetails details = ref Conversations.Details(number);
            Finished.Add(new FinishedInterval(number, conversation.Interval,
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
}
