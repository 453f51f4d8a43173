namespace CalicoVxlan.Capture;

/// <summary>
/// One packet as it was captured: a view onto a block of bytes that is shared with its neighbours and never written again
/// while somebody may look at it.
/// </summary>
public readonly struct CapturedPacket
{
    /// <summary>The block that holds the packet's bytes from <see cref="Offset"/> on.</summary>
    public byte[] Block { get; init; }

    /// <summary>Where in <see cref="Block"/> the packet begins.</summary>
    public int Offset { get; init; }

    /// <summary>Bytes that were kept, frame check sequence excluded.</summary>
    public int CapturedLength { get; init; }

    /// <summary>Bytes the packet had on the wire, frame check sequence excluded; never below <see cref="CapturedLength"/>.</summary>
    public int WireLength { get; init; }

    /// <summary>1-based number of the packet in its capture.</summary>
    public long Number { get; init; }

    /// <summary>Nanoseconds since 1970-01-01 UTC.</summary>
    public long TimestampNanoseconds { get; init; }

    /// <summary>Where it was captured.</summary>
    public CaptureInterface Interface { get; init; }

    /// <summary>The packet's comment (pcapng opt_comment; several are joined by a line feed), or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The captured bytes.</summary>
    public ReadOnlySpan<byte> Data => Block.AsSpan(Offset, CapturedLength);
}
