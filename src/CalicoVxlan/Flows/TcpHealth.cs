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

    public static void Judge(ref Conversation conversation, ref FlowHalf sender, ref FlowHalf receiver, in TcpSegment segment, long time)
    {
        ref TcpHalf tcp = ref sender.Tcp;
        if (IsSuspicious(tcp, receiver.Tcp, segment) && IsCopy(tcp, segment))
        {
            sender.Counters.Copies++;
            return;
        }

        Remember(ref tcp, segment);
        if (segment.Has(TcpFlags.Syn))
        {
            StartConnection(ref conversation, ref tcp, ref receiver.Tcp, segment, time);
        }
        else if (conversation.SynTime != 0 && segment.Has(TcpFlags.Ack) && tcp.HasSyn && receiver.Tcp.HasSyn
            && segment.Acknowledgment == receiver.Tcp.Initial + 1 && tcp.Initial + 1 == segment.Sequence)
        {
            conversation.HandshakeRtt = Math.Max(1, time - conversation.SynTime);
            conversation.SynTime = 0;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            sender.Counters.Resets++;
            return;
        }

        JudgeSequence(ref tcp, ref sender.Counters, segment, time, conversation.HandshakeRtt);
        JudgeAcknowledgment(ref tcp, ref sender.Counters, receiver.Tcp, segment);
        if (segment.Window == 0 && !segment.Has(TcpFlags.Syn))
        {
            sender.Counters.ZeroWindows++;
        }
    }

    // A SYN with another number on the same ports is a new connection: nothing of the old one counts for it.
    private static void StartConnection(ref Conversation conversation, ref TcpHalf sender, ref TcpHalf receiver, in TcpSegment segment, long time)
    {
        bool isAnswer = segment.Has(TcpFlags.Ack);
        if (sender.HasSyn && sender.Initial == segment.Sequence)
        {
            return;
        }

        if (sender.HasSequence)
        {
            Forget(ref sender);
            if (!isAnswer)
            {
                Forget(ref receiver);
            }
        }

        sender.HasSyn = true;
        sender.Initial = segment.Sequence;
        if (!isAnswer)
        {
            conversation.SynTime = time;
        }
    }

    private static void Forget(ref TcpHalf tcp)
    {
        tcp.HasSequence = tcp.HasAcknowledgment = tcp.HasSyn = false;
        tcp.Gaps = null;
    }

    private static void JudgeSequence(ref TcpHalf tcp, ref FlowCounters counters, in TcpSegment segment, long time, long roundTrip)
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
                AddGap(ref tcp, segment, time);
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

        if (TryFillGap(ref tcp, segment, time, roundTrip))
        {
            counters.OutOfOrder++;
        }
        else
        {
            counters.Retransmissions++;
        }

        if ((int)(segment.Sequence + length - tcp.Next) > 0)
        {
            tcp.Next = segment.Sequence + length;
        }
    }

    private static void AddGap(ref TcpHalf tcp, in TcpSegment segment, long time)
    {
        tcp.Gaps ??= [];
        if (tcp.Gaps.Count == MostGaps)
        {
            tcp.Gaps.RemoveAt(0);
        }

        tcp.Gaps.Add(new SequenceGap(tcp.Next, segment.Sequence, tcp.LastId, segment.Id, time));
    }

    /// <summary>True when the segment is one that was overtaken: it lies in a gap and was sent before what came behind the gap.</summary>
    private static bool TryFillGap(ref TcpHalf tcp, in TcpSegment segment, long time, long roundTrip)
    {
        uint start = segment.Sequence;
        uint end = start + segment.Length;
        int at = tcp.Gaps?.FindIndex(g => (int)(start - g.Start) >= 0 && (int)(g.End - end) >= 0) ?? -1;
        if (at < 0)
        {
            return false;
        }

        SequenceGap gap = tcp.Gaps![at];
        tcp.Gaps.RemoveAt(at);
        if (end != gap.End)
        {
            tcp.Gaps.Insert(at, gap with { Start = end });
        }

        if (start != gap.Start)
        {
            tcp.Gaps.Insert(at, gap with { End = start });
        }

        ushort span = (ushort)(gap.IdAfter - gap.IdBefore);
        bool counted = gap.IdBefore != 0 && gap.IdAfter != 0 && segment.Id != 0 && span is > 0 and < 0x1000;
        return counted
            ? (ushort)(segment.Id - gap.IdBefore) is > 0 and { } since && since < span
            : time - gap.Time < (roundTrip > 0 ? Math.Min(roundTrip, ReorderWindow) : ReorderWindow);
    }

    // RFC 5681: no data, no SYN or FIN, outstanding data in the other direction, the acknowledgment and the window unchanged.
    private static void JudgeAcknowledgment(ref TcpHalf tcp, ref FlowCounters counters, in TcpHalf receiver, in TcpSegment segment)
    {
        if (!segment.Has(TcpFlags.Ack))
        {
            return;
        }

        if (IsDuplicateAck(tcp, receiver, segment))
        {
            counters.DuplicateAcks++;
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
        tcp.HasSequence
        && (segment.Has(TcpFlags.Rst | TcpFlags.Syn)
            || segment.Window == 0
            || (segment.Length > 0 && (int)(segment.Sequence - tcp.Next) < 0)
            || IsDuplicateAck(tcp, receiver, segment));

    private static bool IsCopy(in TcpHalf tcp, in TcpSegment segment)
    {
        ReadOnlySpan<ulong> recent = tcp.Recent;
        return segment.Id != 0 && recent.Contains(Mark(segment));
    }

    private static void Remember(ref TcpHalf tcp, in TcpSegment segment)
    {
        tcp.Recent[tcp.RecentAt] = Mark(segment);
        tcp.RecentAt = (byte)((tcp.RecentAt + 1) % RecentSegments.Length);
    }

    private static ulong Mark(in TcpSegment segment) =>
        ((ulong)segment.Sequence << 32) | ((ulong)segment.Id << 16) | ((uint)segment.Flags << 1) | 1;
}
