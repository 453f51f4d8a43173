using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// What follows the tag protocol identifier of a VLAN tag (IEEE 802.1Q).
/// <code>
///  0                            2           4
/// | PCP 3 | DEI 1 | VLAN id 12 | EtherType |
/// </code>
/// </summary>
public readonly ref struct VlanTag
{
    /// <summary>Bytes of the tag, its own EtherType 0x8100 or 0x88a8 not counted.</summary>
    public const int HeaderLength = 4;

    private readonly ReadOnlySpan<byte> bytes;

    private VlanTag(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The VLAN, 0 to 4095; 0 marks a priority tag.</summary>
    public int Id => BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0x0fff;

    /// <summary>The priority code point, 0 to 7.</summary>
    public int Priority => bytes[0] >> 5;

    /// <summary>What follows the tag.</summary>
    public ushort Type => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

    /// <summary>The tag at the data's beginning; false when fewer than <see cref="HeaderLength"/> bytes are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out VlanTag tag)
    {
        if (data.Length < HeaderLength)
        {
            tag = default;
            return false;
        }

        tag = new VlanTag(data[..HeaderLength]);
        return true;
    }
}
