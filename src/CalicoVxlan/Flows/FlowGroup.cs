using CalicoVxlan.Capture;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Flows;

/// <summary>What makes a row one of its kind.</summary>
internal sealed class GroupKey(FrameEndpoints ends, int point, long interval, FlowGrouping by) : IEquatable<GroupKey>
{
    public FrameEndpoints Ends { get; } = ends;

    public int Point { get; } = point;

    public long Interval { get; } = interval;

    public FlowGrouping By { get; } = by;

    public bool Equals(GroupKey? other) =>
        other is not null && Point == other.Point && Interval == other.Interval && By == other.By && Ends.Equals(other.Ends);

    public override bool Equals(object? obj) => Equals(obj as GroupKey);

    public override int GetHashCode() => Ends.GetHashCode() ^ Point ^ Interval.GetHashCode();
}

/// <summary>A row in the making.</summary>
internal sealed class FlowGroup(GroupKey key, int number)
{
    private FlowCounters counters;
    private long handshakeRtt;
    private bool hasTcp;

    public GroupKey Key { get; } = key;

    public int Point => Key.Point;

    /// <summary>Its place in the order in which groups were made.</summary>
    public int Number { get; } = number;

    public ref readonly FlowCounters Counters => ref counters;

    public void Add(in FlowCounters part, bool isTcp, long rtt)
    {
        counters.Add(part);
        hasTcp |= isTcp;
        if (rtt > 0)
        {
            handshakeRtt = handshakeRtt == 0 ? rtt : Math.Min(handshakeRtt, rtt);
        }
    }

    public VxlanFlow ToFlow(CaptureInterface point, long interval, AddressNames? names) => Key.By switch
    {
        FlowGrouping.Vtep => Fill<VxlanVtepFlow>(point, interval, names),
        FlowGrouping.Pod => Fill<VxlanPodFlow>(point, interval, names),
        FlowGrouping.Node => Fill<VxlanNodeFlow>(point, interval, names),
        _ => Fill<VxlanFlow>(point, interval, names),
    };

    private T Fill<T>(CaptureInterface point, long interval, AddressNames? names)
        where T : VxlanFlow, new()
    {
        FrameEndpoints ends = Key.Ends;
        bool hasEnds = Key.By is FlowGrouping.Conversation or FlowGrouping.Flow;
        FlowNames named = new(names, ends, Key.By);
        return new T
        {
            Path = point.Path,
            CapturePoint = point.Name,
            Vni = ends.Vni >= 0 ? ends.Vni : null,
            SourceVtep = ends.HasVteps ? ends.SourceVtep.ToString() : null,
            DestinationVtep = ends.HasVteps ? ends.DestinationVtep.ToString() : null,
            Protocol = hasEnds ? ends.ProtocolName : null,
            SourcePod = named.SourcePod,
            DestinationPod = named.DestinationPod,
            SourceNode = named.SourceNode,
            DestinationNode = named.DestinationNode,
            Source = ends.Version != 0 && named.NeedsSource ? ends.Source.ToString() : null,
            SourcePort = ends.HasPorts ? ends.SourcePort : null,
            Destination = ends.Version != 0 && named.NeedsDestination ? ends.Destination.ToString() : null,
            DestinationPort = ends.HasPorts ? ends.DestinationPort : null,
            IntervalStart = interval == 0 ? null : Time(StartOf(Key.Interval, interval)),
            Frames = counters.Frames,
            Bytes = counters.Bytes,
            FirstSeen = Time(counters.FirstSeen),
            LastSeen = Time(counters.LastSeen),
            Retransmissions = hasTcp ? counters.Faults.Retransmissions : null,
            OutOfOrder = hasTcp ? counters.Faults.OutOfOrder : null,
            DuplicateAcks = hasTcp ? counters.Faults.DuplicateAcks : null,
            ZeroWindows = hasTcp ? counters.Faults.ZeroWindows : null,
            Resets = hasTcp ? counters.Faults.Resets : null,
            Copies = hasTcp ? counters.Faults.Copies : null,
            HandshakeRtt = handshakeRtt > 0 ? new TimeSpan(handshakeRtt / 100) : null,
        };
    }

    // An interval of centuries must not overflow what 64 bits of nanoseconds can say.
    private static long StartOf(long number, long interval)
    {
        Int128 start = (Int128)number * interval;
        return start < long.MinValue ? long.MinValue : (long)start;
    }

    private static DateTimeOffset Time(long nanoseconds) => new(DateTime.UnixEpoch.AddTicks(nanoseconds / 100));
}
