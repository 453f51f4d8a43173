namespace CalicoVxlan.Flows;

/// <summary>What went wrong, counted.</summary>
internal struct TcpFaults
{
    public int Retransmissions;
    public int OutOfOrder;
    public int DuplicateAcks;
    public int ZeroWindows;
    public int Resets;
    public int Copies;

    public void Add(in TcpFaults other)
    {
        Retransmissions += other.Retransmissions;
        OutOfOrder += other.OutOfOrder;
        DuplicateAcks += other.DuplicateAcks;
        ZeroWindows += other.ZeroWindows;
        Resets += other.Resets;
        Copies += other.Copies;
    }
}

/// <summary>All that is counted of one direction, or of a group.</summary>
internal struct FlowCounters
{
    public long Frames;
    public long Bytes;
    public long FirstSeen;
    public long LastSeen;
    public TcpFaults Faults;

    public static FlowCounters Of(in FlowHalf half, in TcpFaults faults) => new()
    {
        Frames = half.Frames,
        Bytes = half.Bytes,
        FirstSeen = half.FirstSeen,
        LastSeen = half.LastSeen,
        Faults = faults,
    };

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
        Faults.Add(other.Faults);
    }
}
