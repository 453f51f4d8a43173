using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class WarningTests
{
    private const string Zero = "000000000000";

    [Theory]
    [InlineData(0x00, 0, 0, "I flag")]
    [InlineData(0x0a, 0, 0, "reserved")]
    [InlineData(0x08, 1, 0, "reserved")]
    [InlineData(0x08, 0, 1, "reserved")]
    public void A_header_that_Calico_does_not_send(byte flags, int reserved, byte last, string expected)
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(Ping(), header: VxlanHeader(flags: flags, reserved: reserved, last: last)));
        Assert.Contains(expected, Assert.Single(frame.Warnings), StringComparison.Ordinal);
        Assert.Equal((Vni, (flags & 8) != 0, PodA), (frame.Vni, frame.Vxlan!.VniValid, frame.Source));
    }

    [Theory]
    [InlineData(Zero, MacA, Vni, true)]
    [InlineData(MacB, Zero, Vni, true)]
    [InlineData(Zero, Zero, Vni, true)]
    [InlineData(Zero, Zero, 13242816, false)] // Calico's eBPF node ports have none
    [InlineData(MacB, MacA, Vni, false)]
    public void A_zero_inner_mac(string destination, string source, int vni, bool warned)
    {
        byte[] inner = Ethernet(EtherType.Ipv4, Ping()[14..], destination, source);
        string[] warnings = VxlanFrame.Decode(Vxlan(inner, vni)).Warnings;
        Assert.Equal(warned, warnings.Any(static w => w.Contains("MAC address is zero", StringComparison.Ordinal)));
        Assert.Equal(warned ? 1 : 0, warnings.Length);
    }

    [Fact]
    public void A_zero_mac_of_the_underlay_is_nothing_to_warn_of() =>
        Assert.Empty(VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Vxlan(Ping())[14..], Zero, Zero)).Warnings);

    [Theory]
    [InlineData(0, PodB, true)]
    [InlineData(1, PodB, true)]
    [InlineData(2, PodB, false)]
    [InlineData(1, "224.0.0.22", false)]
    [InlineData(1, "239.1.2.3", false)]
    public void A_ttl_that_ends_at_the_next_router(byte ttl, string destination, bool warned)
    {
        byte[] inner = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 2, []), destination: destination, ttl: ttl));
        Assert.Equal(warned, VxlanFrame.Decode(Vxlan(inner)).Warnings.Any(static w => w.StartsWith("TTL", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, PodB6, true)]
    [InlineData(2, PodB6, false)]
    [InlineData(1, "ff02::16", false)]
    public void A_hop_limit_that_ends_at_the_next_router(byte hops, string destination, bool warned)
    {
        byte[] inner = Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Udp, Udp(1, 2, []), destination: destination, hops: hops));
        Assert.Equal(warned, VxlanFrame.Decode(Vxlan6(inner)).Warnings.Length == 1);
    }

    [Fact]
    public void A_length_beyond_what_carries_it()
    {
        byte[] inner = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 2, Bytes(10)), length: 2000));
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(inner));
        Assert.Contains("length goes beyond", Assert.Single(frame.Warnings), StringComparison.Ordinal);
        Assert.Equal((10, null), (frame.Inner!.PayloadLength, frame.Stop));
    }

    [Fact]
    public void A_datagram_beyond_its_packet()
    {
        byte[] inner = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 2, Bytes(10), length: 19)));
        Assert.Contains("length goes beyond", Assert.Single(VxlanFrame.Decode(Vxlan(inner)).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_behind_a_short_packet_is_not_its_payload()
    {
        byte[] padded = [.. Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 2, Bytes(2)))), .. new byte[16]];
        VxlanFrame frame = VxlanFrame.Decode(padded);
        Assert.Equal((2, 60), (frame.Inner!.PayloadLength, frame.Length));
        Assert.Equal(ChecksumState.Correct, frame.Inner.L4Checksum);
        Assert.Empty(frame.Warnings);
    }
}
