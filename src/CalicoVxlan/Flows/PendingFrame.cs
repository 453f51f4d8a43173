namespace CalicoVxlan.Flows;

/// <summary>A frame that is read and not counted yet: all that counting needs of it.</summary>
internal struct PendingFrame
{
    public DirectionKey Key;
    public uint Hash;

    /// <summary>Bytes of the inner frame on the wire.</summary>
    public int Bytes;

    /// <summary>When it was captured, in nanoseconds since 1970.</summary>
    public long Time;

    public bool IsTcp;

    /// <summary>The TCP numbers, with <see cref="IsTcp"/>.</summary>
    public TcpSegment Segment;
}
