using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// The beginning of an ICMP (RFC 792) or ICMPv6 (RFC 4443) message; both have this form.
/// <code>
///  0      1      2          4                                    8
/// | type | code | checksum | echo: id 2, sequence 2; else varies |
/// </code>
/// </summary>
public readonly ref struct IcmpHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 8;

    private readonly ReadOnlySpan<byte> bytes;

    private IcmpHeader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The message's type.</summary>
    public byte Type => bytes[0];

    /// <summary>The type's code.</summary>
    public byte Code => bytes[1];

    /// <summary>The checksum as found.</summary>
    public ushort Checksum => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>Identifier of an echo.</summary>
    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);

    /// <summary>Sequence number of an echo; the next hop's MTU in an IPv4 fragmentation-needed (RFC 1191).</summary>
    public ushort Sequence => BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);

    /// <summary>The MTU of an ICMPv6 packet-too-big.</summary>
    public uint Mtu => BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);

    /// <summary>The header at the data's beginning; false when fewer than <see cref="HeaderLength"/> bytes are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out IcmpHeader header)
    {
        if (data.Length < HeaderLength)
        {
            header = default;
            return false;
        }

        header = new IcmpHeader(data[..HeaderLength]);
        return true;
    }
}
