namespace CalicoVxlan.Flows;

/// <summary>What is counted of one direction.</summary>
internal struct FlowCounters
{
    public long Frames;
    public long Bytes;
    public long FirstSeen;
    public long LastSeen;
    public int Retransmissions;
    public int OutOfOrder;
    public int DuplicateAcks;
    public int ZeroWindows;
    public int Resets;
    public int Copies;

    public void Count(long bytes, long time)
    {
        if (Frames == 0)
        {
            FirstSeen = LastSeen = time;
        }
        else
        {
            // Packets of several interfaces are not always in order in a file.
            FirstSeen = Math.Min(FirstSeen, time);
            LastSeen = Math.Max(LastSeen, time);
        }

        Frames++;
        Bytes += bytes;
    }

    public void Add(in FlowCounters other)
    {
        if (other.Frames == 0)
        {
            return;
        }

        FirstSeen = Frames == 0 ? other.FirstSeen : Math.Min(FirstSeen, other.FirstSeen);
        LastSeen = Frames == 0 ? other.LastSeen : Math.Max(LastSeen, other.LastSeen);
        Frames += other.Frames;
        Bytes += other.Bytes;
        Retransmissions += other.Retransmissions;
        OutOfOrder += other.OutOfOrder;
        DuplicateAcks += other.DuplicateAcks;
        ZeroWindows += other.ZeroWindows;
        Resets += other.Resets;
        Copies += other.Copies;
    }
}

/// <summary>One direction of a conversation.</summary>
internal struct FlowHalf
{
    public FlowCounters Counters;
    public TcpHalf Tcp;
}

/// <summary>Both directions of a conversation, each with what it needs to judge the next packet.</summary>
internal struct Conversation
{
    public FlowKey Key;
    public int Hash;

    /// <summary>Its number in the index.</summary>
    public int Index;

    /// <summary>Which interval the counters are of.</summary>
    public long Interval;

    /// <summary>The time between a SYN and the acknowledgment of its SYN-ACK, in nanoseconds; 0 while unknown.</summary>
    public long HandshakeRtt;

    /// <summary>When the SYN of the handshake under way was seen; 0 without one.</summary>
    public long SynTime;

    /// <summary>True when the first packet, or the SYN, came from the key's destination.</summary>
    public bool StartedReversed;

    /// <summary>From the key's source to its destination.</summary>
    public FlowHalf Forward;

    public FlowHalf Backward;
}
