using System.Buffers.Binary;

namespace CalicoVxlan.Bench.Generate;

/// <summary>
/// Ethernet, IPv4, UDP 4789, VXLAN (RFC 7348), Ethernet, IPv4: everything up to the inner transport header. Payloads are
/// zeros, so they don't change a checksum.
/// </summary>
internal static class FrameLayout
{
    public const int TcpHeaderLength = 20;
    public const int UdpHeaderLength = 8;
    public const int IcmpHeaderLength = 8;
    public const int InnerTransport = InnerIp + IpHeaderLength;

    /// <summary>The most bytes that are written of a frame.</summary>
    public const int HeadersLength = InnerTransport + TcpHeaderLength;

    private const int EthernetHeaderLength = 14;
    private const int IpHeaderLength = 20;
    private const int VxlanHeaderLength = 8;
    private const int OuterUdp = EthernetHeaderLength + IpHeaderLength;
    private const int Vxlan = OuterUdp + UdpHeaderLength;
    private const int InnerEthernet = Vxlan + VxlanHeaderLength;
    private const int InnerIp = InnerEthernet + EthernetHeaderLength;
    private const ushort VxlanPort = 4789;
    private const uint Vni = 4096;
    private const byte Udp = 17;

    public static int WriteEncapsulation(Span<byte> frame, Endpoint from, Endpoint to, byte protocol, int transportLength, ushort identification)
    {
        int wire = InnerTransport + transportLength;
        WriteEthernet(frame, from.NodeMac, to.NodeMac);
        WriteIp(frame.Slice(EthernetHeaderLength, IpHeaderLength), wire - EthernetHeaderLength, from.NodeAddress, to.NodeAddress, Udp, identification, dontFragment: false);

        Span<byte> udp = frame.Slice(OuterUdp, UdpHeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, from.OuterPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], VxlanPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(wire - OuterUdp));
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], 0);

        BinaryPrimitives.WriteUInt32BigEndian(frame[Vxlan..], 0x0800_0000);
        BinaryPrimitives.WriteUInt32BigEndian(frame[(Vxlan + 4)..], Vni << 8);

        WriteEthernet(frame[InnerEthernet..], from.VtepMac, to.VtepMac);
        WriteIp(frame.Slice(InnerIp, IpHeaderLength), wire - InnerIp, from.PodAddress, to.PodAddress, protocol, identification, dontFragment: true);
        return wire;
    }

    public static void WriteTransportChecksum(ReadOnlySpan<byte> frame, Span<byte> header, int checksumOffset, byte protocol, int payload)
    {
        ReadOnlySpan<byte> addresses = frame.Slice(InnerIp + 12, 8);
        uint pseudo = Sum(addresses) + protocol + (uint)(header.Length + payload);
        BinaryPrimitives.WriteUInt16BigEndian(header[checksumOffset..], Checksum(header, pseudo));
    }

    public static ushort Checksum(ReadOnlySpan<byte> header, uint start)
    {
        uint sum = start + Sum(header);
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        ushort checksum = (ushort)~sum;

        // Zero means "no checksum" in UDP (RFC 768) and can't be the complement of a TCP sum that has a length in it.
        return checksum == 0 ? (ushort)0xffff : checksum;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }

        return sum;
    }

    private static void WriteEthernet(Span<byte> header, ulong source, ulong destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(header, (destination << 16) | (source >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)source);
        BinaryPrimitives.WriteUInt16BigEndian(header[12..], 0x0800);
    }

    private static void WriteIp(Span<byte> header, int length, uint source, uint destination, byte protocol, ushort identification, bool dontFragment)
    {
        header[0] = 0x45;
        header[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], identification);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], dontFragment ? (ushort)0x4000 : (ushort)0);
        header[8] = dontFragment ? (byte)63 : (byte)64;
        header[9] = protocol;
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], source);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], destination);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], Checksum(header, 0));
    }
}
