using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// An Ethernet II header (IEEE 802.3).
/// <code>
///  0                 6                 12          14
/// | destination MAC | source MAC      | EtherType |
/// </code>
/// </summary>
public readonly ref struct EthernetHeader
{
    /// <summary>Bytes of the header, without VLAN tags.</summary>
    public const int HeaderLength = 14;

    private readonly ReadOnlySpan<byte> bytes;

    private EthernetHeader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The destination address, 6 bytes.</summary>
    public ReadOnlySpan<byte> Destination => bytes[..6];

    /// <summary>The source address, 6 bytes.</summary>
    public ReadOnlySpan<byte> Source => bytes[6..12];

    /// <summary>The EtherType, or a length when below <see cref="EtherType.FirstType"/>.</summary>
    public ushort Type => BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);

    /// <summary>The header at the data's beginning; false when fewer than <see cref="HeaderLength"/> bytes are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out EthernetHeader header)
    {
        if (data.Length < HeaderLength)
        {
            header = default;
            return false;
        }

        header = new EthernetHeader(data[..HeaderLength]);
        return true;
    }
}
