using System.Runtime.CompilerServices;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>
/// Judges a TCP connection packet by packet at one capture point. What tells a retransmission from a second capture of one
/// packet, and from a packet that was overtaken, is the IPv4 identification: Linux gives each transmission of a connection the
/// next one (net/ipv4/ip_output.c), a copy keeps it, an overtaken packet has one from before. Where there is none, time decides.
/// </summary>
internal static class TcpHealth
{
    // Without a handshake to measure: closer together than this, a gap is filled by reordering and not by a sender's timer.
    private const long ReorderWindow = 3_000_000;
    private const int MostGaps = 32;

    /// <summary>Judges a segment.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="details">Its details; only touched when something is out of the ordinary.</param>
    /// <param name="reversed">True when the segment goes from the key's destination to its source.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="time">When it was seen, in nanoseconds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Judge(ref Conversation conversation, ref ConversationDetails details, bool reversed, in TcpSegment segment, long time)
    {
        ref TcpHalf tcp = ref reversed ? ref conversation.Backward.Tcp : ref conversation.Forward.Tcp;
        ref TcpHalf receiver = ref reversed ? ref conversation.Forward.Tcp : ref conversation.Backward.Tcp;
        if (IsOrdinary(tcp, segment))
        {
            tcp.Next = segment.Sequence + segment.Length;
            tcp.LastId = segment.Id;
            tcp.LastAcknowledgment = segment.Acknowledgment;
            tcp.LastWindow = segment.Window;
            Remember(ref tcp, segment);
            return;
        }

        JudgeUnusual(ref details, reversed, ref tcp, ref receiver, segment, time);
    }

    // Data in order, acknowledging, with an open window: nothing to find out.
    private static bool IsOrdinary(in TcpHalf tcp, in TcpSegment segment) =>
        tcp.HasSequence && tcp.HasAcknowledgment && !tcp.HandshakePending
        && segment.Sequence == tcp.Next
        && segment.PayloadLength > 0
        && segment.Window != 0
        && (segment.Flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack)) == TcpFlags.Ack;

    private static void JudgeUnusual(
        ref ConversationDetails details, bool reversed, ref TcpHalf tcp, ref TcpHalf receiver, in TcpSegment segment, long time)
    {
        ref TcpDetails own = ref reversed ? ref details.Backward : ref details.Forward;
        ref TcpDetails other = ref reversed ? ref details.Forward : ref details.Backward;
        if (IsSuspicious(tcp, receiver, segment) && IsCopy(tcp, segment))
        {
            own.Faults.Copies++;
            return;
        }

        Remember(ref tcp, segment);
        if (segment.Has(TcpFlags.Syn))
        {
            bool isNew = StartConnection(ref tcp, ref own, ref receiver, ref other, segment);
            if (!segment.Has(TcpFlags.Ack) && (isNew || !tcp.HandshakePending))
            {
                tcp.HandshakePending = receiver.HandshakePending = true;
                details.SynTime = time;
            }
        }
        else if (tcp.HandshakePending && segment.Has(TcpFlags.Ack) && tcp.HasSyn && receiver.HasSyn
            && segment.Acknowledgment == other.Initial + 1 && segment.Sequence == own.Initial + 1)
        {
            details.HandshakeRtt = Math.Max(1, time - details.SynTime);
            tcp.HandshakePending = receiver.HandshakePending = false;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            own.Faults.Resets++;
            tcp.HandshakePending = receiver.HandshakePending = false;
            return;
        }

        JudgeSequence(ref tcp, ref own, segment, time, details.HandshakeRtt);
        JudgeAcknowledgment(ref tcp, ref own.Faults, receiver, segment);
        if (segment.Window == 0 && !segment.Has(TcpFlags.Syn))
        {
            own.Faults.ZeroWindows++;
        }
    }

    // A SYN with another number on the same ports is a new connection: nothing of the old one counts for it.
    private static bool StartConnection(ref TcpHalf sender, ref TcpDetails own, ref TcpHalf receiver, ref TcpDetails other, in TcpSegment segment)
    {
        if (sender.HasSyn && own.Initial == segment.Sequence)
        {
            return false;
        }

        if (sender.HasSequence)
        {
            Forget(ref sender, ref own);
            if (!segment.Has(TcpFlags.Ack))
            {
                Forget(ref receiver, ref other);
            }
        }

        sender.HasSyn = true;
        own.Initial = segment.Sequence;
        return true;
    }

    private static void Forget(ref TcpHalf tcp, ref TcpDetails details)
    {
        tcp.HasSequence = tcp.HasAcknowledgment = tcp.HasSyn = false;
        details.Gaps = null;
    }

    private static void JudgeSequence(ref TcpHalf tcp, ref TcpDetails details, in TcpSegment segment, long time, long roundTrip)
    {
        uint length = segment.Length;
        if (!tcp.HasSequence)
        {
            tcp.HasSequence = true;
            tcp.Next = segment.Sequence + length;
            tcp.LastId = segment.Id;
            return;
        }

        int ahead = (int)(segment.Sequence - tcp.Next);
        if (length == 0)
        {
            return;
        }

        if (ahead >= 0)
        {
            if (ahead > 0)
            {
                AddGap(tcp, ref details, segment, time);
            }

            tcp.Next = segment.Sequence + length;
            tcp.LastId = segment.Id;
            return;
        }

        // A keep-alive repeats the last byte, or sends none, on purpose (RFC 9293 section 3.8.4).
        if (ahead == -1 && segment.PayloadLength <= 1 && !segment.Has(TcpFlags.Syn | TcpFlags.Fin))
        {
            return;
        }

        if (TryFillGap(ref details, segment, time, roundTrip))
        {
            details.Faults.OutOfOrder++;
        }
        else
        {
            details.Faults.Retransmissions++;
        }

        if ((int)(segment.Sequence + length - tcp.Next) > 0)
        {
            tcp.Next = segment.Sequence + length;
        }
    }

    private static void AddGap(in TcpHalf tcp, ref TcpDetails details, in TcpSegment segment, long time)
    {
        details.Gaps ??= [];
        if (details.Gaps.Count == MostGaps)
        {
            details.Gaps.RemoveAt(0);
        }

        details.Gaps.Add(new SequenceGap(tcp.Next, segment.Sequence, tcp.LastId, segment.Id, time));
    }

    /// <summary>True when the segment is one that was overtaken: it lies in a gap and was sent before what came behind the gap.</summary>
    private static bool TryFillGap(ref TcpDetails details, in TcpSegment segment, long time, long roundTrip)
    {
        uint start = segment.Sequence;
        uint end = start + segment.Length;
        int at = details.Gaps?.FindIndex(g => (int)(start - g.Start) >= 0 && (int)(g.End - end) >= 0) ?? -1;
        if (at < 0)
        {
            return false;
        }

        SequenceGap gap = details.Gaps![at];
        details.Gaps.RemoveAt(at);
        if (end != gap.End)
        {
            details.Gaps.Insert(at, gap with { Start = end });
        }

        if (start != gap.Start)
        {
            details.Gaps.Insert(at, gap with { End = start });
        }

        ushort span = (ushort)(gap.IdAfter - gap.IdBefore);
        bool counted = gap.IdBefore != 0 && gap.IdAfter != 0 && segment.Id != 0 && span is > 0 and < 0x1000;
        return counted
            ? (ushort)(segment.Id - gap.IdBefore) is > 0 and { } since && since < span
            : time - gap.Time < (roundTrip > 0 ? Math.Min(roundTrip, ReorderWindow) : ReorderWindow);
    }

    // RFC 5681: no data, no SYN or FIN, outstanding data in the other direction, the acknowledgment and the window unchanged.
    private static void JudgeAcknowledgment(ref TcpHalf tcp, ref TcpFaults faults, in TcpHalf receiver, in TcpSegment segment)
    {
        if (!segment.Has(TcpFlags.Ack))
        {
            return;
        }

        if (IsDuplicateAck(tcp, receiver, segment))
        {
            faults.DuplicateAcks++;
        }

        tcp.HasAcknowledgment = true;
        tcp.LastAcknowledgment = segment.Acknowledgment;
        tcp.LastWindow = segment.Window;
    }

    private static bool IsDuplicateAck(in TcpHalf tcp, in TcpHalf receiver, in TcpSegment segment) =>
        segment.Length == 0
        && tcp.HasAcknowledgment
        && segment.Acknowledgment == tcp.LastAcknowledgment
        && segment.Window == tcp.LastWindow
        && segment.Window != 0
        && receiver.HasSequence
        && (int)(receiver.Next - segment.Acknowledgment) > 0
        && segment.Sequence == tcp.Next;

    // Only what would count as something is compared with the segments seen last.
    private static bool IsSuspicious(in TcpHalf tcp, in TcpHalf receiver, in TcpSegment segment) =>
        segment.Has(TcpFlags.Rst | TcpFlags.Syn)
        || (tcp.HasSequence
            && (segment.Window == 0
                || (segment.Length > 0 && (int)(segment.Sequence - tcp.Next) < 0)
                || IsDuplicateAck(tcp, receiver, segment)));

    private static bool IsCopy(in TcpHalf tcp, in TcpSegment segment)
    {
        ReadOnlySpan<uint> recent = tcp.Recent;
        return segment.Id != 0 && recent.Contains(Mark(segment));
    }

    private static void Remember(ref TcpHalf tcp, in TcpSegment segment)
    {
        tcp.Recent[tcp.RecentAt] = Mark(segment);
        tcp.RecentAt = (byte)((tcp.RecentAt + 1) % RecentSegments.Length);
    }

    // Four bytes out of number, identification and flags: two of eight segments look alike once in 2^29 comparisons.
    private static uint Mark(in TcpSegment segment) =>
        (segment.Sequence * 0x9e37_79b1) ^ ((uint)segment.Id << 12) ^ (uint)segment.Flags;
}
