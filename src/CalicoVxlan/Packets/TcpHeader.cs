using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// A TCP header with its options (RFC 9293).
/// <code>
///  0             2                  4          8                12           13      14       16         18
/// | source port | destination port | sequence | acknowledgment | offset 4   | flags | window | checksum | urgent | options
/// </code>
/// </summary>
public readonly ref struct TcpHeader
{
    /// <summary>Bytes of the header without options.</summary>
    public const int MinimumLength = 20;

    private readonly ReadOnlySpan<byte> bytes;

    private TcpHeader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Bytes of the header with those of its options that are there, 20 to 60.</summary>
    public int HeaderLength => bytes.Length;

    /// <summary>Source port.</summary>
    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>Destination port.</summary>
    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>Sequence number as on the wire.</summary>
    public uint Sequence => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);

    /// <summary>Acknowledgment number as on the wire; meaningful with ACK.</summary>
    public uint Acknowledgment => BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);

    /// <summary>The nine flags; bit 8 is AE of RFC 9768 (formerly NS).</summary>
    public TcpFlags Flags => (TcpFlags)(BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]) & 0x1ff);

    /// <summary>The window as on the wire, not scaled.</summary>
    public ushort Window => BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);

    /// <summary>The checksum as found.</summary>
    public ushort Checksum => BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]);

    /// <summary>The options, as far as they are there.</summary>
    public ReadOnlySpan<byte> Options => bytes[MinimumLength..];

    /// <summary>Bytes of the header as it claims itself by its 13th byte; below 20 it can't be one.</summary>
    public static int LengthOf(byte offset) => (offset >> 4) * 4;

    /// <summary>The header at the data's beginning; false when its length is impossible or fewer than 20 bytes are there. Options may be cut.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out TcpHeader header)
    {
        header = default;
        if (data.Length < MinimumLength)
        {
            return false;
        }

        int length = LengthOf(data[12]);
        if (length < MinimumLength)
        {
            return false;
        }

        header = new TcpHeader(data[..Math.Min(length, data.Length)]);
        return true;
    }
}
