using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// An IPv4 header with its options (RFC 791).
/// <code>
///  0            1          2              4      6                     8     9          10         12       16           20
/// | ver 4 ihl 4 | DSCP ECN | total length | id   | flags 3 offset 13   | TTL | protocol | checksum | source | destination | options
/// </code>
/// </summary>
public readonly ref struct Ipv4Header
{
    /// <summary>Bytes of the header without options.</summary>
    public const int MinimumLength = 20;

    private readonly ReadOnlySpan<byte> bytes;

    private Ipv4Header(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Bytes of the header with its options, 20 to 60.</summary>
    public int HeaderLength => bytes.Length;

    /// <summary>Differentiated services code point (RFC 2474), 0 to 63.</summary>
    public int Dscp => bytes[1] >> 2;

    /// <summary>Explicit congestion notification (RFC 3168), 0 to 3.</summary>
    public int Ecn => bytes[1] & 3;

    /// <summary>Bytes of header and payload; 0 in a BIG TCP frame, whose length 16 bits cannot hold.</summary>
    public int TotalLength => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>Identification, the same in all fragments of a packet.</summary>
    public ushort Identification => BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);

    /// <summary>DF.</summary>
    public bool DontFragment => (bytes[6] & 0x40) != 0;

    /// <summary>MF: fragments with a higher offset follow.</summary>
    public bool MoreFragments => (bytes[6] & 0x20) != 0;

    /// <summary>Where in the original payload this fragment's begins, in bytes.</summary>
    public int FragmentOffset => (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x1fff) * 8;

    /// <summary>Time to live.</summary>
    public byte Ttl => bytes[8];

    /// <summary>What the payload is (<see cref="IpProtocol"/>).</summary>
    public byte Protocol => bytes[9];

    /// <summary>The header checksum as found.</summary>
    public ushort Checksum => BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]);

    /// <summary>Source address, 4 bytes.</summary>
    public ReadOnlySpan<byte> Source => bytes[12..16];

    /// <summary>Destination address, 4 bytes.</summary>
    public ReadOnlySpan<byte> Destination => bytes[16..20];

    /// <summary>The whole header, for its checksum.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Bytes of the header by its first byte, before anything else of it is known; below 20 it can't be one.</summary>
    public static int LengthOf(byte first) => (first & 0xf) * 4;

    /// <summary>The header at the data's beginning; false when it isn't version 4, its length is impossible or bytes are missing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out Ipv4Header header)
    {
        header = default;
        if (data.Length < MinimumLength || data[0] >> 4 != 4)
        {
            return false;
        }

        int length = LengthOf(data[0]);
        if (length < MinimumLength || length > data.Length)
        {
            return false;
        }

        header = new Ipv4Header(data[..length]);
        return true;
    }
}
