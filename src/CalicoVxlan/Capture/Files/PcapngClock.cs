namespace CalicoVxlan.Capture.Files;

/// <summary>Turns a pcapng interface's ticks into nanoseconds since 1970, by its if_tsresol and if_tsoffset.</summary>
internal readonly struct PcapngClock
{
    /// <summary>The resolution where an interface names none: 10^-6 s.</summary>
    public const byte Microseconds = 6;

    private const long PerSecond = 1_000_000_000;

    private readonly UInt128 ticksPerSecond;
    private readonly long nanosecondsPerTick;
    private readonly long offsetSeconds;

    /// <summary>Makes the clock.</summary>
    /// <param name="resolution">if_tsresol: a negative power of 10, or of 2 when the highest bit is set.</param>
    /// <param name="offsetSeconds">if_tsoffset: seconds to add.</param>
    public PcapngClock(byte resolution, long offsetSeconds)
    {
        int exponent = resolution & 0x7f;
        bool binary = (resolution & 0x80) != 0;
        // Beyond this every 64-bit tick count is zero nanoseconds.
        exponent = Math.Min(exponent, binary ? 100 : 30);
        ticksPerSecond = binary ? UInt128.One << exponent : Power10(exponent);
        nanosecondsPerTick = ticksPerSecond <= PerSecond && PerSecond % (long)ticksPerSecond == 0 ? PerSecond / (long)ticksPerSecond : 0;
        this.offsetSeconds = offsetSeconds;
    }

    /// <summary>Nanoseconds since 1970; a time that 64 bits can't hold (after 2262) is the nearest that they can.</summary>
    public long ToNanoseconds(ulong ticks)
    {
        if (nanosecondsPerTick != 0 && offsetSeconds == 0 && ticks <= (ulong)(long.MaxValue / nanosecondsPerTick))
        {
            return (long)ticks * nanosecondsPerTick;
        }

        UInt128 whole = ticks / ticksPerSecond;
        UInt128 part = ticks % ticksPerSecond;
        // The part is below 2^64, so a product with 10^9 fits.
        UInt128 fraction = part * PerSecond / ticksPerSecond;
        Int128 total = (((Int128)whole + offsetSeconds) * PerSecond) + (Int128)fraction;
        return total > long.MaxValue ? long.MaxValue : total < long.MinValue ? long.MinValue : (long)total;
    }

    private static UInt128 Power10(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
