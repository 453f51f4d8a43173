using System.Runtime.CompilerServices;

namespace CalicoVxlan.Flows;

/// <summary>Marks of the segments seen last in one direction.</summary>
[InlineArray(Length)]
internal struct RecentSegments
{
    public const int Length = 8;

    private uint first;
}

/// <summary>A stretch of sequence numbers that was jumped over.</summary>
/// <param name="Start">First missing sequence number.</param>
/// <param name="End">First one seen behind it.</param>
/// <param name="IdBefore">IP identification of the segment before.</param>
/// <param name="IdAfter">IP identification of the segment behind.</param>
/// <param name="Time">When the segment behind was seen, in nanoseconds.</param>
internal readonly record struct SequenceGap(uint Start, uint End, ushort IdBefore, ushort IdAfter, long Time);

/// <summary>What one direction of a TCP connection has sent so far.</summary>
internal struct TcpHalf
{
    /// <summary>The sequence number behind the highest data seen.</summary>
    public uint Next;

    public uint LastAcknowledgment;
    public ushort LastWindow;

    /// <summary>IP identification of the data segment seen last in order.</summary>
    public ushort LastId;

    public byte RecentAt;
    public bool HasSequence;
    public bool HasAcknowledgment;
    public bool HasSyn;

    /// <summary>True between a SYN and the end of its handshake; both directions have it, so that each need look only at itself.</summary>
    public bool HandshakePending;
    public RecentSegments Recent;
}
