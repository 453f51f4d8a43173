using System.Buffers.Binary;
using System.Net;
using CalicoVxlan.Capture;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.Frames;

/// <summary>What the upper layer's checksum is to be.</summary>
internal enum Sum
{
    Correct,
    Zero,
    Partial,
    Wrong,
}

/// <summary>
/// Builds frames from the inside out, by the RFCs and not with the code under test. Addresses are the lab's: pod A on node 1,
/// pod B on node 3.
/// </summary>
internal static class FrameBuilder
{
    public const string PodA = "172.16.154.16";
    public const string PodB = "172.16.28.34";
    public const string Node1 = "192.168.5.79";
    public const string Node3 = "192.168.5.81";
    public const string PodA6 = "fd00:10::a";
    public const string PodB6 = "fd00:20::b";
    public const string Node16 = "fd00:5::79";
    public const string Node36 = "fd00:5::81";
    public const string MacA = "66f937c37e94";
    public const string MacB = "66a46fe0c4da";
    public const int Vni = 4096;

    public static byte[] Ethernet(int type, byte[] payload, string destination = MacB, string source = MacA) =>
        [.. Convert.FromHexString(destination), .. Convert.FromHexString(source), .. U16(type), .. payload];

    /// <summary>Puts a VLAN tag into an Ethernet frame.</summary>
    public static byte[] Tag(byte[] frame, int id, int type = EtherType.Vlan) => [.. frame[..12], .. U16(type), .. U16(id), .. frame[12..]];

    public static byte[] Ip4(
        byte protocol, byte[] payload, string source = PodA, string destination = PodB, byte ttl = 64, int id = 7, int fragment = 0x4000,
        int? length = null, byte tos = 0, Sum sum = Sum.Correct, byte[]? options = null)
    {
        int header = 20 + (options?.Length ?? 0);
        byte[] packet =
        [
            (byte)(0x40 | (header / 4)), tos, .. U16(length ?? header + payload.Length), .. U16(id), .. U16(fragment), ttl, protocol, 0, 0,
            .. IPAddress.Parse(source).GetAddressBytes(), .. IPAddress.Parse(destination).GetAddressBytes(), .. options ?? [], .. payload,
        ];
        U16((ushort)~Add(0, packet.AsSpan(0, header))).CopyTo(packet, 10);
        if ((fragment & 0x3fff) == 0)
        {
            SetChecksum(packet.AsSpan(header), protocol, packet[12..20], protocol == IpProtocol.Icmp, sum);
        }

        return packet;
    }

    public static byte[] Ip6(
        byte next, byte[] payload, string source = PodA6, string destination = PodB6, byte hops = 64, int? length = null, Sum sum = Sum.Correct,
        byte[]? extensions = null, byte? first = null)
    {
        byte[] packet =
        [
            0x60, 0, 0, 0, .. U16(length ?? (extensions?.Length ?? 0) + payload.Length), first ?? next, hops,
            .. IPAddress.Parse(source).GetAddressBytes(), .. IPAddress.Parse(destination).GetAddressBytes(), .. extensions ?? [], .. payload,
        ];
        SetChecksum(packet.AsSpan(40 + (extensions?.Length ?? 0)), next, packet[8..40], false, sum);
        return packet;
    }

    public static byte[] Udp(int source, int destination, byte[] payload, int? length = null) =>
        [.. U16(source), .. U16(destination), .. U16(length ?? 8 + payload.Length), 0, 0, .. payload];

    public static byte[] Tcp(
        int source, int destination, uint sequence, uint acknowledgment, TcpFlags flags, byte[]? payload = null, int window = 500, byte[]? options = null) =>
    [
        .. U16(source), .. U16(destination), .. U32(sequence), .. U32(acknowledgment),
        .. U16(((20 + (options?.Length ?? 0)) / 4 << 12) | (int)flags), .. U16(window), 0, 0, 0, 0, .. options ?? [], .. payload ?? [],
    ];

    public static byte[] Icmp(byte type, byte code, uint rest, byte[]? payload = null) => [type, code, 0, 0, .. U32(rest), .. payload ?? []];

    public static byte[] Arp(int operation = 1) =>
    [
        0, 1, 8, 0, 6, 4, .. U16(operation), .. Convert.FromHexString(MacA), .. IPAddress.Parse(PodA).GetAddressBytes(),
        .. Convert.FromHexString(MacB), .. IPAddress.Parse("169.254.1.1").GetAddressBytes(),
    ];

    public static byte[] VxlanHeader(int vni = Vni, byte flags = 8, int reserved = 0, byte last = 0) =>
        [flags, .. U32((uint)reserved)[1..], .. U32((uint)vni)[1..], last];

    /// <summary>A frame inside VXLAN over IPv4.</summary>
    public static byte[] Vxlan(
        byte[] inner, int vni = Vni, int port = 4789, byte[]? header = null, Sum sum = Sum.Zero, string source = Node1, string destination = Node3, int id = 7) =>
        Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(54321, port, [.. header ?? VxlanHeader(vni), .. inner]), source, destination, sum: sum, id: id));

    /// <summary>A frame inside VXLAN over IPv6.</summary>
    public static byte[] Vxlan6(byte[] inner, int vni = Vni, Sum sum = Sum.Correct) =>
        Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Udp, Udp(54321, 4789, [.. VxlanHeader(vni), .. inner]), Node16, Node36, sum: sum));

    /// <summary>What pod A sends to pod B, as its node's stack sees it.</summary>
    public static byte[] Ping(byte ttl = 63, int sequence = 5) =>
        Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Icmp, Icmp(8, 0, 0x0017_0000u + (uint)sequence, Bytes(56)), ttl: ttl));

    public static byte[] TcpFrame(Sum sum = Sum.Correct, int payload = 100) => Ethernet(
        EtherType.Ipv4, Ip4(IpProtocol.Tcp, Tcp(40000, 80, 1000, 2000, TcpFlags.Psh | TcpFlags.Ack, Bytes(payload)), sum: sum));

    public static byte[] Syn() => Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Tcp, Tcp(
        40000, 80, 1000, 0, TcpFlags.Syn, options: [2, 4, 0x05, 0x82, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7])));

    public static byte[] Tcp6Frame(Sum sum = Sum.Correct) => Ethernet(
        EtherType.Ipv6, Ip6(IpProtocol.Tcp, Tcp(40000, 80, 1000, 2000, TcpFlags.Ack, Bytes(64)), sum: sum));

    public static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)(i * 7);
        }

        return bytes;
    }

    public static CapturedPacket Packet(
        byte[] frame, long number = 1, long time = 0, CaptureInterface? point = null, int wire = 0) => new()
        {
            Block = frame,
            CapturedLength = frame.Length,
            WireLength = Math.Max(wire, frame.Length),
            Number = number,
            TimestampNanoseconds = time,
            Interface = point ?? Eth0,
        };

    public static readonly CaptureInterface Eth0 = new("eth0", LinkType.Ethernet);

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static void SetChecksum(Span<byte> upper, byte protocol, byte[] addresses, bool bare, Sum sum)
    {
        int at = protocol switch { IpProtocol.Tcp => 16, IpProtocol.Udp => 6, IpProtocol.Icmp or IpProtocol.Icmpv6 => 2, _ => -1 };
        if (at < 0 || sum == Sum.Zero || upper.Length < at + 2)
        {
            return;
        }

        ushort pseudo = bare ? (ushort)0 : Add(protocol, [.. addresses, .. U32((uint)upper.Length)]);
        ushort value = sum == Sum.Partial ? pseudo : (ushort)~Add(pseudo, upper);
        value = sum == Sum.Wrong ? (ushort)(value ^ 0x0101) : value == 0 && protocol == IpProtocol.Udp ? (ushort)0xffff : value;
        BinaryPrimitives.WriteUInt16BigEndian(upper[at..], value);
    }

    private static ushort Add(long sum, ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            sum += i % 2 == 0 ? data[i] << 8 : data[i];
        }

        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)sum;
    }
}
