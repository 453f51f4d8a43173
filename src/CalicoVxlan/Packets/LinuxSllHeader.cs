using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// The cooked headers of a capture on Linux' <c>any</c> interface (LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2).
/// <code>
///  0             2        4                6                8         14       16
/// | packet type | ARPHRD | address length | address 8                 | protocol |      version 1
///
///  0          2          4                 8        10            11               12         20
/// | protocol | reserved | interface index | ARPHRD | packet type | address length | address 8 |     version 2
/// </code>
/// </summary>
public readonly ref struct LinuxSllHeader
{
    /// <summary>Bytes of a version 1 header.</summary>
    public const int Version1Length = 16;

    /// <summary>Bytes of a version 2 header.</summary>
    public const int Version2Length = 20;

    private LinuxSllHeader(ushort protocol, int packetType, int interfaceIndex, ReadOnlySpan<byte> address)
    {
        Protocol = protocol;
        PacketType = packetType;
        InterfaceIndex = interfaceIndex;
        Address = address;
    }

    /// <summary>The EtherType of what follows.</summary>
    public ushort Protocol { get; }

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public int PacketType { get; }

    /// <summary>Index of the interface it was seen on; 0 in version 1, which does not say.</summary>
    public int InterfaceIndex { get; }

    /// <summary>The sender's link-layer address, 0 to 8 bytes.</summary>
    public ReadOnlySpan<byte> Address { get; }

    /// <summary>A version 1 header; false when bytes are missing.</summary>
    public static bool TryParseVersion1(ReadOnlySpan<byte> data, out LinuxSllHeader header)
    {
        header = default;
        if (data.Length < Version1Length)
        {
            return false;
        }

        int length = Math.Min((int)BinaryPrimitives.ReadUInt16BigEndian(data[4..]), 8);
        header = new LinuxSllHeader(
            BinaryPrimitives.ReadUInt16BigEndian(data[14..]), BinaryPrimitives.ReadUInt16BigEndian(data), 0, data.Slice(6, length));
        return true;
    }

    /// <summary>A version 2 header; false when bytes are missing.</summary>
    public static bool TryParseVersion2(ReadOnlySpan<byte> data, out LinuxSllHeader header)
    {
        header = default;
        if (data.Length < Version2Length)
        {
            return false;
        }

        header = new LinuxSllHeader(
            BinaryPrimitives.ReadUInt16BigEndian(data), data[10], BinaryPrimitives.ReadInt32BigEndian(data[4..]),
            data.Slice(12, Math.Min((int)data[11], 8)));
        return true;
    }
}
