namespace CalicoVxlan.Capture.Live;

/// <summary>What to capture and when to stop.</summary>
public sealed record LiveCaptureOptions
{
    /// <summary>Interface names as <c>ip link</c> shows them; <c>any</c> is all of them, on Linux.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>A filter in libpcap's language, pcap-filter(7); null or empty keeps everything.</summary>
    public string? Filter { get; init; }

    /// <summary>The most bytes to keep of a packet.</summary>
    public int SnapLength { get; init; } = 262_144;

    /// <summary>Bytes of kernel memory for packets that are not fetched yet, for each interface.</summary>
    public int BufferSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether to see frames that are not for this machine.</summary>
    public bool Promiscuous { get; init; } = true;

    /// <summary>Stop after this long, whether packets come or not.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Stop after this many packets.</summary>
    public long? Count { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Interfaces);
        if (Interfaces.Count == 0)
        {
            throw new ArgumentException("At least one interface is needed.", nameof(Interfaces));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SnapLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BufferSize);
        if (Duration is { } duration)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero, nameof(Duration));
        }

        if (Count is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(Count));
        }
    }
}
