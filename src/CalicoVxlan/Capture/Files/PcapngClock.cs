namespace CalicoVxlan.Capture.Files;

/// <summary>Turns a pcapng interface's ticks into nanoseconds since 1970, by its if_tsresol and if_tsoffset.</summary>
internal readonly struct PcapngClock
{
    /// <summary>The resolution where an interface names none: 10^-6 s.</summary>
    public const byte Microseconds = 6;

    // Nanoseconds a tick of resolution 10^-0 to 10^-9.
    private static ReadOnlySpan<int> Decimal => [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1];

    private readonly long nanosecondsPerTick;
    private readonly long offsetSeconds;
    private readonly byte resolution;

    /// <summary>Makes the clock.</summary>
    /// <param name="resolution">if_tsresol: a negative power of 10, or of 2 when the highest bit is set.</param>
    /// <param name="offsetSeconds">if_tsoffset: seconds to add.</param>
    public PcapngClock(byte resolution, long offsetSeconds)
    {
        this.resolution = resolution;
        this.offsetSeconds = offsetSeconds;
        nanosecondsPerTick = offsetSeconds == 0 && resolution < Decimal.Length ? Decimal[resolution] : 0;
    }

    /// <summary>Nanoseconds since 1970; a time that 64 bits can't hold (after 2262) is the nearest that they can.</summary>
    public long ToNanoseconds(ulong ticks) =>
        nanosecondsPerTick != 0 && ticks <= (ulong)(long.MaxValue / nanosecondsPerTick)
            ? (long)ticks * nanosecondsPerTick
            : PcapngTicks.ToNanoseconds(ticks, resolution, offsetSeconds);
}
