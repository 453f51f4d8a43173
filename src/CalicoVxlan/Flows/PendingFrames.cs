using System.Runtime.CompilerServices;

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

/// <summary>
/// Frames on their way from reading to counting. While they wait, the processor fetches what counting them will touch: with
/// thousands of flows that is seldom in its cache.
/// </summary>
internal sealed class PendingFrames
{
    /// <summary>The most that wait; a power of two.</summary>
    public const int Capacity = 16;

    /// <summary>Half of them: when a frame's slot has come, and its conversation is asked for.</summary>
    public const int Half = Capacity / 2;

    private readonly PendingFrame[] frames = new PendingFrame[Capacity];
    private int first;

    public int Count { get; private set; }

    /// <summary>The place for the next frame; it counts from <see cref="Push"/> on.</summary>
    public ref PendingFrame Next => ref frames[(first + Count) & (Capacity - 1)];

    /// <summary>The frame that has <paramref name="behind"/> newer ones behind it.</summary>
    public ref readonly PendingFrame this[int behind] => ref frames[(first + Count - 1 - behind) & (Capacity - 1)];

    public void Push() => Count++;

    /// <summary>Takes out the oldest. Good until the next push.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly PendingFrame Pop()
    {
        int oldest = first;
        first = (first + 1) & (Capacity - 1);
        Count--;
        return ref frames[oldest];
    }
}
