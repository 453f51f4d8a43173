namespace CalicoVxlan.Flows;

/// <summary>
/// One direction of a conversation: what every packet touches. Kept small, since with thousands of flows it is memory and not
/// the processor that decides how fast packets are counted.
/// </summary>
internal struct FlowHalf
{
    /// <summary>The direction's key in <see cref="DirectionIndex"/>; empty when it was never asked for there.</summary>
    public DirectionKey Key;

    public long Frames;
    public long Bytes;
    public long FirstSeen;
    public long LastSeen;
    public TcpHalf Tcp;

    public void Count(long bytes, long time)
    {
        // Packets of several interfaces are not always in order in a file.
        if (Frames++ == 0)
        {
            FirstSeen = LastSeen = time;
        }
        else if (time > LastSeen)
        {
            LastSeen = time;
        }
        else if (time < FirstSeen)
        {
            FirstSeen = time;
        }

        Bytes += bytes;
    }
}

/// <summary>Both directions of a conversation.</summary>
internal struct Conversation
{
    /// <summary>From the key's source to its destination.</summary>
    public FlowHalf Forward;

    public FlowHalf Backward;

    /// <summary>Which interval the counters are of.</summary>
    public long Interval;

    /// <summary>True when the first packet, or the SYN, came from the key's destination.</summary>
    public bool StartedReversed;
}

/// <summary>What of a conversation is seldom touched.</summary>
internal struct ConversationDetails
{
    public FlowKey Key;
    public int Hash;

    /// <summary>The time between a SYN and the acknowledgment of its SYN-ACK, in nanoseconds; 0 while unknown.</summary>
    public long HandshakeRtt;

    /// <summary>When the SYN of the handshake under way was seen.</summary>
    public long SynTime;

    public TcpDetails Forward;
    public TcpDetails Backward;
}

/// <summary>What went wrong in one direction of a TCP connection, and what is needed to tell.</summary>
internal struct TcpDetails
{
    public TcpFaults Faults;

    /// <summary>The sequence number of the SYN.</summary>
    public uint Initial;

    /// <summary>Gaps not filled yet; null for nearly every connection.</summary>
    public List<SequenceGap>? Gaps;
}
