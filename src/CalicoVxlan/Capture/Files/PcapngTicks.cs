namespace CalicoVxlan.Capture.Files;

/// <summary>
/// The arithmetic of pcapng times that no tool writes and the format allows: powers of two, below nanoseconds, with an offset. In
/// 128 bits, and apart from <see cref="PcapngClock"/> because 128-bit arithmetic is compiled only when it is first needed.
/// </summary>
internal static class PcapngTicks
{
    private const long PerSecond = 1_000_000_000;

    public static long ToNanoseconds(ulong ticks, byte resolution, long offsetSeconds)
    {
        UInt128 ticksPerSecond = TicksPerSecond(resolution);
        UInt128 whole = ticks / ticksPerSecond;
        UInt128 part = ticks % ticksPerSecond;
        // The part is below 2^64, so a product with 10^9 fits.
        UInt128 fraction = part * PerSecond / ticksPerSecond;
        Int128 total = (((Int128)whole + offsetSeconds) * PerSecond) + (Int128)fraction;
        return total > long.MaxValue ? long.MaxValue : total < long.MinValue ? long.MinValue : (long)total;
    }

    private static UInt128 TicksPerSecond(byte resolution)
    {
        int exponent = resolution & 0x7f;
        if ((resolution & 0x80) != 0)
        {
            // Beyond these exponents every 64-bit tick count is zero nanoseconds.
            return UInt128.One << Math.Min(exponent, 100);
        }

        UInt128 power = 1;
        for (int i = 0; i < Math.Min(exponent, 30); i++)
        {
            power *= 10;
        }

        return power;
    }
}
