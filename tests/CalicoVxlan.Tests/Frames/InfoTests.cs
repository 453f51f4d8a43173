using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class InfoTests
{
    public static TheoryData<byte[], string> Lines => new()
    {
        { Ping(), "ICMP echo request id 23 seq 5 ttl 63" },
        { V4(IpProtocol.Icmp, Icmp(0, 0, 0x0001ffff)), "ICMP echo reply id 1 seq 65535 ttl 64" },
        { Syn(), "TCP 40000 > 80 [SYN] seq 1000 win 500 mss 1410" },
        { TcpFrame(), "TCP 40000 > 80 [PSH ACK] seq 1000 ack 2000 win 500 len 100" },
        { V4(IpProtocol.Tcp, Tcp(1, 2, uint.MaxValue, 4, TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Ece)), "TCP 1 > 2 [SYN ACK ECE] seq 4294967295 ack 4 win 500" },
        { V4(IpProtocol.Tcp, Tcp(1, 2, 3, 4, TcpFlags.Rst)), "TCP 1 > 2 [RST] seq 3 win 500" },
        { V4(IpProtocol.Tcp, Tcp(1, 2, 3, 4, TcpFlags.Ack, options: [1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2])), "TCP 1 > 2 [ACK] seq 3 ack 4 win 500 sack 1" },
        { V4(IpProtocol.Udp, Udp(5353, 53, Bytes(30))), "UDP 5353 > 53 len 30" },
        { Ethernet(EtherType.Arp, Arp()), "ARP who has 169.254.1.1 tell 172.16.154.16" },
        { Ethernet(EtherType.Arp, Arp(2)), "ARP 172.16.154.16 is at 66:f9:37:c3:7e:94" },
        { Ethernet(EtherType.Arp, Arp(9)), "ARP operation 9 from 172.16.154.16" },
        { V4(IpProtocol.Icmp, Icmp(3, 3, 0, Quoted)), "ICMP port unreachable for UDP 172.16.154.16:5000 > 172.16.28.34:9999" },
        { V4(IpProtocol.Icmp, Icmp(3, 4, 1410, Quoted)), "ICMP fragmentation needed mtu 1410 for UDP 172.16.154.16:5000 > 172.16.28.34:9999" },
        { V4(IpProtocol.Icmp, Icmp(3, 1, 0, Quoted[..20])), "ICMP host unreachable for UDP 172.16.154.16 > 172.16.28.34" },
        { V4(IpProtocol.Icmp, Icmp(3, 13, 0)), "ICMP administratively prohibited" },
        { V4(IpProtocol.Icmp, Icmp(11, 0, 0, Quoted)), "ICMP time to live exceeded for UDP 172.16.154.16:5000 > 172.16.28.34:9999" },
        { V4(IpProtocol.Icmp, Icmp(13, 1, 0)), "ICMP type 13 code 1" },
        { V6(Icmp(128, 0, 0x00020003)), "ICMPv6 echo request id 2 seq 3 ttl 64" },
        { V6(Icmp(2, 0, 1390, Tcp6Frame()[14..])), "ICMPv6 packet too big mtu 1390 for TCP fd00:10::a:40000 > fd00:20::b:80" },
        { V6(Icmp(1, 4, 0, Tcp6Frame()[14..])), "ICMPv6 port unreachable for TCP fd00:10::a:40000 > fd00:20::b:80" },
        { V6(Icmp(135, 0, 0, Convert.FromHexString("fe800000000000000000000000000001"))), "ICMPv6 who has fe80::1" },
        { V6(Icmp(136, 0, 0)), "ICMPv6 here is ?" },
        { V6(Icmp(143, 0, 1)), "ICMPv6 multicast listener report" },
        { V4(IpProtocol.Sctp, Bytes(40)), "SCTP len 40" },
        { V4(253, Bytes(4)), "253 len 4" },
    };

    private static byte[] Quoted => Ip4(IpProtocol.Udp, Udp(5000, 9999, Bytes(4)));

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_packet_in_one_line(byte[] frame, string expected)
    {
        Assert.Equal(expected, VxlanFrame.Decode(frame).Info);
        Assert.Equal(expected, VxlanFrame.Decode(Vxlan(frame)).Info);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_has_no_control_characters_wherever_the_frame_is_cut(byte[] frame, string expected)
    {
        Assert.NotEmpty(expected);
        for (int length = 0; length < frame.Length; length++)
        {
            string info = VxlanFrame.Decode(frame[..length], wireLength: frame.Length).Info;
            Assert.NotEmpty(info);
            Assert.DoesNotContain(info, char.IsControl);
        }
    }

    private static byte[] V4(byte protocol, byte[] payload) => Ethernet(EtherType.Ipv4, Ip4(protocol, payload));

    private static byte[] V6(byte[] icmp) => Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Icmpv6, icmp));
}
