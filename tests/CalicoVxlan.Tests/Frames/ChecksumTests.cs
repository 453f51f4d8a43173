using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class ChecksumTests
{
    [Fact]
    public void An_ip_header() => Assert.Equal(ChecksumState.Correct, VxlanFrame.Decode(Ping()).Inner!.IpChecksum);

    [Fact]
    public void A_spoilt_ip_header()
    {
        byte[] bytes = Vxlan(Ping());
        bytes[72] ^= 1;
        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal((ChecksumState.Correct, ChecksumState.Incorrect), (frame.Outer!.IpChecksum, frame.Inner!.IpChecksum));
    }

    [Fact]
    public void IPv6_has_no_header_checksum() => Assert.Equal(ChecksumState.NotPresent, VxlanFrame.Decode(Tcp6Frame()).Inner!.IpChecksum);

    [Fact]
    public void Arp_has_none_at_all()
    {
        FrameHeaders inner = VxlanFrame.Decode(Ethernet(EtherType.Arp, Arp())).Inner!;
        Assert.Equal((ChecksumState.NotPresent, ChecksumState.NotPresent), (inner.IpChecksum, inner.L4Checksum));
    }

    [Theory]
    [InlineData(nameof(Sum.Correct), ChecksumState.Correct)]
    [InlineData(nameof(Sum.Partial), ChecksumState.Partial)]
    [InlineData(nameof(Sum.Wrong), ChecksumState.Incorrect)]
    public void Tcp_over_both(string sum, ChecksumState expected)
    {
        Assert.Equal(expected, VxlanFrame.Decode(TcpFrame(Enum.Parse<Sum>(sum))).Inner!.L4Checksum);
        Assert.Equal(expected, VxlanFrame.Decode(TcpFrame(Enum.Parse<Sum>(sum), payload: 101)).Inner!.L4Checksum);
        Assert.Equal(expected, VxlanFrame.Decode(Tcp6Frame(Enum.Parse<Sum>(sum))).Inner!.L4Checksum);
    }

    [Theory]
    [InlineData(nameof(Sum.Correct), ChecksumState.Correct)]
    [InlineData(nameof(Sum.Partial), ChecksumState.Partial)]
    [InlineData(nameof(Sum.Wrong), ChecksumState.Incorrect)]
    [InlineData(nameof(Sum.Zero), ChecksumState.NotPresent)]
    public void Udp_over_both(string sum, ChecksumState expected)
    {
        byte[] udp = Udp(1, 2, Bytes(33));
        Assert.Equal(expected, VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, udp, sum: Enum.Parse<Sum>(sum)))).Inner!.L4Checksum);
        Assert.Equal(expected, VxlanFrame.Decode(Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Udp, udp, sum: Enum.Parse<Sum>(sum)))).Inner!.L4Checksum);
    }

    [Theory]
    [InlineData(nameof(Sum.Correct), ChecksumState.Correct)]
    [InlineData(nameof(Sum.Wrong), ChecksumState.Incorrect)]
    public void Icmp_with_and_without_a_pseudo_header(string sum, ChecksumState expected)
    {
        byte[] echo = Icmp(8, 0, 1, Bytes(56));
        Assert.Equal(expected, VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Icmp, echo, sum: Enum.Parse<Sum>(sum)))).Inner!.L4Checksum);
        Assert.Equal(expected, VxlanFrame.Decode(Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Icmpv6, Icmp(128, 0, 1, Bytes(56)), sum: Enum.Parse<Sum>(sum)))).Inner!.L4Checksum);
    }

    [Fact]
    public void What_the_capture_cut_or_a_fragment_lacks_is_unknown()
    {
        byte[] bytes = TcpFrame();
        Assert.Equal(ChecksumState.Unknown, VxlanFrame.Decode(bytes[..^1], wireLength: bytes.Length).Inner!.L4Checksum);
        Assert.Equal(ChecksumState.Unknown, VxlanFrame.Decode(bytes[..40], wireLength: bytes.Length).Inner!.L4Checksum);
        byte[] fragment = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Tcp, Tcp(1, 2, 3, 4, TcpFlags.Ack), fragment: 0x2000));
        Assert.Equal(ChecksumState.Unknown, VxlanFrame.Decode(fragment).Inner!.L4Checksum);
    }

    [Fact]
    public void A_partial_one_is_recognised_in_a_cut_frame()
    {
        byte[] bytes = TcpFrame(Sum.Partial);
        Assert.Equal(ChecksumState.Partial, VxlanFrame.Decode(bytes[..60], wireLength: bytes.Length).Inner!.L4Checksum);
    }

    // Local checksum offload: the sum over a packet whose inner one will be completed can be told before it is.
    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(4000)]
    public void The_outer_one_around_a_partial_inner_one_is_that_of_the_completed_packet(int payload)
    {
        byte[] completed = Vxlan(TcpFrame(Sum.Correct, payload), sum: Sum.Correct);
        byte[] captured = Vxlan(TcpFrame(Sum.Partial, payload), sum: Sum.Zero);
        completed.AsSpan(40, 2).CopyTo(captured.AsSpan(40));
        VxlanFrame frame = VxlanFrame.Decode(captured);
        Assert.Equal((ChecksumState.Correct, ChecksumState.Partial), (frame.Outer!.L4Checksum, frame.Inner!.L4Checksum));

        captured[41] ^= 1;
        Assert.Equal(ChecksumState.Incorrect, VxlanFrame.Decode(captured).Outer!.L4Checksum);
    }

    [Fact]
    public void The_same_over_IPv6()
    {
        byte[] captured = Vxlan6(Tcp6Frame(Sum.Partial), sum: Sum.Zero);
        Vxlan6(Tcp6Frame()).AsSpan(60, 2).CopyTo(captured.AsSpan(60));
        Assert.Equal(ChecksumState.Correct, VxlanFrame.Decode(captured).Outer!.L4Checksum);
    }

    [Fact]
    public void An_outer_one_that_counts_the_bytes_as_they_are_is_correct_too() =>
        Assert.Equal(ChecksumState.Correct, VxlanFrame.Decode(Vxlan(TcpFrame(Sum.Partial), sum: Sum.Correct)).Outer!.L4Checksum);

    [Fact]
    public void In_the_lab_none_is_incorrect_and_the_senders_are_partial()
    {
        List<VxlanFrame> frames = Samples.Frames(Samples.Node1);
        Assert.All(frames, static f =>
        {
            Assert.NotEqual(ChecksumState.Incorrect, f.Inner!.L4Checksum);
            Assert.NotEqual(ChecksumState.Incorrect, f.Inner.IpChecksum);
            Assert.NotEqual(ChecksumState.Incorrect, f.Outer?.L4Checksum);
            Assert.NotEqual(ChecksumState.Incorrect, f.Outer?.IpChecksum);
        });
        Assert.Contains(frames, static f => f.Inner!.L4Checksum == ChecksumState.Partial);
        Assert.Contains(frames, static f => f.Inner!.L4Checksum == ChecksumState.Correct);
    }
}
