using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// An ARP packet for IPv4 over Ethernet (RFC 826); other hardware and protocol sizes do not parse.
/// <code>
///  0           2           4      5      6     8           14          18          24          28
/// | hardware 1| IPv4 0800 | hw 6 | pr 4 | op  | sender MAC| sender IP | target MAC| target IP |
/// </code>
/// </summary>
public readonly ref struct ArpHeader
{
    /// <summary>Bytes of the packet.</summary>
    public const int HeaderLength = 28;

    private readonly ReadOnlySpan<byte> bytes;

    private ArpHeader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>1 request, 2 reply; others are data.</summary>
    public ushort Operation => BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);

    /// <summary>Who asks or answers: hardware address, 6 bytes.</summary>
    public ReadOnlySpan<byte> SenderMac => bytes[8..14];

    /// <summary>Who asks or answers: IPv4 address, 4 bytes.</summary>
    public ReadOnlySpan<byte> SenderAddress => bytes[14..18];

    /// <summary>Who is asked: hardware address, 6 bytes, zero in a request.</summary>
    public ReadOnlySpan<byte> TargetMac => bytes[18..24];

    /// <summary>Who is asked: IPv4 address, 4 bytes.</summary>
    public ReadOnlySpan<byte> TargetAddress => bytes[24..28];

    /// <summary>The packet at the data's beginning; false when it is too short or not IPv4 over Ethernet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out ArpHeader header)
    {
        header = default;
        // Hardware type 1, protocol 0x0800, sizes 6 and 4.
        if (data.Length < HeaderLength || BinaryPrimitives.ReadUInt64BigEndian(data) >> 16 != 0x0001_0800_0604)
        {
            return false;
        }

        header = new ArpHeader(data[..HeaderLength]);
        return true;
    }
}
