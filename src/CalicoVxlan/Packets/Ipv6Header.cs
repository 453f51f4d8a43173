using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// An IPv6 header (RFC 8200). Extension headers are walked by <see cref="Ipv6Extensions"/>.
/// <code>
///  0                                        4                6             7           8        24            40
/// | ver 4 | DSCP 6 ECN 2 | flow label 20   | payload length | next header | hop limit | source | destination |
/// </code>
/// </summary>
public readonly ref struct Ipv6Header
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 40;

    private readonly ReadOnlySpan<byte> bytes;

    private Ipv6Header(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Differentiated services code point, 0 to 63.</summary>
    public int Dscp => (BinaryPrimitives.ReadUInt16BigEndian(bytes) >> 6) & 0x3f;

    /// <summary>Explicit congestion notification, 0 to 3.</summary>
    public int Ecn => (bytes[1] >> 4) & 3;

    /// <summary>The flow label, 20 bits.</summary>
    public int FlowLabel => (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) & 0xfffff);

    /// <summary>Bytes after this header, extension headers included; 0 in jumbograms and BIG TCP frames.</summary>
    public int PayloadLength => BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);

    /// <summary>What follows: an extension header or the payload (<see cref="IpProtocol"/>).</summary>
    public byte NextHeader => bytes[6];

    /// <summary>Hop limit.</summary>
    public byte HopLimit => bytes[7];

    /// <summary>Source address, 16 bytes.</summary>
    public ReadOnlySpan<byte> Source => bytes[8..24];

    /// <summary>Destination address, 16 bytes.</summary>
    public ReadOnlySpan<byte> Destination => bytes[24..40];

    /// <summary>The header at the data's beginning; false when it isn't version 6 or bytes are missing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out Ipv6Header header)
    {
        if (data.Length < HeaderLength || data[0] >> 4 != 6)
        {
            header = default;
            return false;
        }

        header = new Ipv6Header(data[..HeaderLength]);
        return true;
    }
}
