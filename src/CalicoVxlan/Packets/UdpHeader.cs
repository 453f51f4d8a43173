using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// A UDP header (RFC 768).
/// <code>
///  0             2                  4        6          8
/// | source port | destination port | length | checksum |
/// </code>
/// </summary>
public readonly ref struct UdpHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 8;

    private readonly ReadOnlySpan<byte> bytes;

    private UdpHeader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Source port.</summary>
    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>Destination port.</summary>
    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>Bytes of header and payload; 0 in a BIG TCP frame's outer header.</summary>
    public int Length => BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);

    /// <summary>The checksum as found; 0 when the sender computed none.</summary>
    public ushort Checksum => BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);

    /// <summary>The header at the data's beginning; false when fewer than <see cref="HeaderLength"/> bytes are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out UdpHeader header)
    {
        if (data.Length < HeaderLength)
        {
            header = default;
            return false;
        }

        header = new UdpHeader(data[..HeaderLength]);
        return true;
    }
}
