using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class TruncationTests
{
    private static readonly byte[] Service = [0x0f, 0xc2, 2, 3, 0, 0, 0xfe, 5];
    private static readonly byte[] Extensions = [IpProtocol.DestinationOptions, 0, 5, 2, 0, 0, 1, 0, IpProtocol.Tcp, 1, 1, 12, .. new byte[12]];

    public static TheoryData<string, byte[]> Frames => new()
    {
        { "TCP", Vxlan(TcpFrame()) },
        { "SYN", Vxlan(Syn()) },
        { "ping", Tag(Vxlan(Tag(Ping(), 5)), 6) },
        { "ARP", Vxlan(Ethernet(EtherType.Arp, Arp())) },
        { "IPv6", Vxlan6(Tcp6Frame()) },
        { "nested", Vxlan(Vxlan(Ping(), vni: 9)) },
        { "IPIP", Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv4, TcpFrame()[14..], Node1, Node3)) },
        { "6in4", Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv6, Tcp6Frame()[14..], Node1, Node3)) },
        { "GPE and NSH", Vxlan([.. Service, .. Ping()], port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 4)) },
        { "extensions", Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Tcp, Tcp(1, 2, 3, 4, TcpFlags.Ack), extensions: Extensions, first: IpProtocol.HopByHop)) },
        { "IP options", Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 4789, [.. VxlanHeader(), .. Ping()]), options: [0x94, 4, 0, 0])) },
        { "unreachable", Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Icmp, Icmp(3, 3, 0, TcpFrame()[14..])))) },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_cut_by_the_capture_is_truncated_and_keeps_what_came_before(string kind, byte[] bytes)
    {
        VxlanFrame whole = VxlanFrame.Decode(bytes);
        Assert.Null(whole.Stop);
        int stops = 0;
        for (int length = 0; length < bytes.Length; length++)
        {
            VxlanFrame frame = VxlanFrame.Decode(bytes[..length], wireLength: bytes.Length);
            FrameProbe.ReadByReflection(frame);
            if (frame.Stop is { } stop)
            {
                stops++;
                Assert.True(stop.Kind == StopKind.Truncated, $"{kind} at {length}: {stop}");
                Assert.Equal(length, stop.Offset + stop.Available);
                Assert.True(stop.Needed > stop.Available, $"{kind} at {length}: {stop}");
                Assert.Contains("cut by the capture", frame.Info, StringComparison.Ordinal);
            }

            AssertKept(whole, frame, $"{kind} at {length}");
        }

        Assert.True(stops >= 42, "A frame without its headers stops.");
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_that_was_that_short_on_the_wire_is_malformed(string kind, byte[] bytes)
    {
        for (int length = 0; length < bytes.Length; length++)
        {
            VxlanFrame frame = VxlanFrame.Decode(bytes[..length]);
            FrameProbe.ReadByReflection(frame);
            Assert.True(frame.Stop is null or { Kind: StopKind.Malformed }, $"{kind} at {length}: {frame.Stop}");
            Assert.True(length < 14 ? frame.Stop is not null : frame.Stop is not null || frame.Warnings.Length > 0 || frame.Protocol == "ARP", $"{kind} at {length}");
        }
    }

    // What is known of the cut frame is known of the whole one.
    private static void AssertKept(VxlanFrame whole, VxlanFrame cut, string where)
    {
        Assert.True(cut.Vni is null || cut.Vni == whole.Vni, where);
        Assert.True(cut.SourceVtep is null || cut.SourceVtep == whole.SourceVtep, where);
        Assert.True(cut.Encapsulation == Encapsulation.None || cut.Encapsulation == whole.Encapsulation, where);
        if (cut.Tunnels.Length == whole.Tunnels.Length)
        {
            Assert.True(cut.Source is null || cut.Source == whole.Source, where);
            Assert.True(cut.SourcePort is null || cut.SourcePort == whole.SourcePort, where);
        }
    }

    [Fact]
    public void Each_header_is_known_as_soon_as_its_bytes_are_there()
    {
        byte[] bytes = Vxlan(TcpFrame());
        Assert.Null(Cut(bytes, 33).Inner!.Source);
        Assert.Equal(Node1, Cut(bytes, 34).Source);
        Assert.Equal(4789, Cut(bytes, 42).DestinationPort);
        Assert.Null(Cut(bytes, 49).Vni);
        Assert.Equal(Vni, Cut(bytes, 50).Vni);
        Assert.Null(Cut(bytes, 63).Inner!.SourceMac);
        Assert.NotNull(Cut(bytes, 64).Inner!.SourceMac);
        Assert.Equal(PodA, Cut(bytes, 84).Source);
        Assert.Equal((40000, null), (Cut(bytes, 104).SourcePort, Cut(bytes, 104).Stop));
        Assert.Equal(100, Cut(bytes, 104).Inner!.PayloadLength);
    }

    private static VxlanFrame Cut(byte[] bytes, int length) => VxlanFrame.Decode(bytes[..length], wireLength: bytes.Length);
}
