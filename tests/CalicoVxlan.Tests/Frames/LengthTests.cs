using System.Buffers.Binary;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class LengthTests
{
    [Fact]
    public void A_frame_before_segmentation_offload_is_large_and_sound()
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(TcpFrame(Sum.Partial, payload: 60_000)));
        Assert.Equal((60_000, ChecksumState.Partial), (frame.Inner!.PayloadLength, frame.Inner.L4Checksum));
        Assert.Empty(frame.Warnings);
        Assert.Null(frame.Stop);
    }

    [Fact]
    public void Big_tcp_over_IPv4_says_length_zero_and_the_frame_counts()
    {
        byte[] inner = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Tcp, Tcp(1, 2, 3, 4, TcpFlags.Ack, Bytes(80_000)), length: 0));
        byte[] bytes = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 4789, [.. VxlanHeader(), .. inner], length: 0), Node1, Node3, length: 0, sum: Sum.Zero));
        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal((80_000, Vni), (frame.Inner!.PayloadLength, frame.Vni));
        Assert.Empty(frame.Warnings);
        Assert.Null(frame.Stop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Big_tcp_over_IPv6_with_and_without_its_jumbo_option(bool jumbo)
    {
        byte[] tcp = Tcp(1, 2, 3, 4, TcpFlags.Ack, Bytes(80_000));
        byte[] option = [6, 0, 0xc2, 4, .. U32((uint)tcp.Length + 8)];
        byte[] packet = Ip6(IpProtocol.Tcp, tcp, length: 0, extensions: jumbo ? option : null, first: jumbo ? IpProtocol.HopByHop : null);
        VxlanFrame frame = VxlanFrame.Decode([.. Ethernet(EtherType.Ipv6, packet), .. new byte[jumbo ? 4 : 0]]);
        Assert.Equal((80_000, "TCP", ChecksumState.Correct), (frame.Inner!.PayloadLength, frame.Protocol, frame.Inner.L4Checksum));
        Assert.Empty(frame.Warnings);
    }

    [Theory]
    [InlineData(19, FrameLayer.Ipv4)]
    [InlineData(1, FrameLayer.Ipv4)]
    public void An_IPv4_length_below_its_header_is_malformed(int length, FrameLayer layer)
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Tcp, Bytes(40), length: length))));
        Assert.Equal(new DecodeStop(layer, StopKind.Malformed, 64, length, 60), frame.Stop);
        Assert.Equal((PodA, Vni), (frame.Source, frame.Vni));
        Assert.EndsWith("[malformed Ipv4]", frame.Info, StringComparison.Ordinal);
    }

    [Fact]
    public void A_datagram_shorter_than_its_header_is_malformed()
    {
        VxlanFrame frame = VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 4789, Bytes(50), length: 7))));
        Assert.Equal((FrameLayer.Udp, StopKind.Malformed, 34), (frame.Stop!.Layer, frame.Stop.Kind, frame.Stop.Offset));
        Assert.Equal(Encapsulation.None, frame.Encapsulation);
    }

    [Theory]
    [InlineData(0x40, FrameLayer.Ipv4)] // 0 bytes
    [InlineData(0x44, FrameLayer.Ipv4)] // 16
    [InlineData(0x65, FrameLayer.Ipv4)] // another version than the EtherType says
    public void An_impossible_IPv4_header_is_malformed(byte first, FrameLayer layer)
    {
        byte[] bytes = Ping();
        bytes[14] = first;
        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal((layer, StopKind.Malformed, 14), (frame.Stop!.Layer, frame.Stop.Kind, frame.Stop.Offset));
        Assert.Null(frame.Source);
    }

    [Fact]
    public void A_tcp_header_below_twenty_bytes_is_malformed()
    {
        byte[] bytes = TcpFrame();
        bytes[46] = 0x40;
        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal((FrameLayer.Tcp, StopKind.Malformed), (frame.Stop!.Layer, frame.Stop.Kind));
        Assert.Equal((PodA, null), (frame.Source, frame.SourcePort));
    }

    [Fact]
    public void Tcp_options_beyond_the_packet_are_malformed_and_the_ports_are_kept()
    {
        byte[] bytes = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Tcp, Tcp(40000, 80, 1, 2, TcpFlags.Ack)));
        bytes[46] = 0xf0;
        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal(new DecodeStop(FrameLayer.Tcp, StopKind.Malformed, 34, 60, 20), frame.Stop);
        Assert.Equal((40000, 0), (frame.SourcePort, frame.Inner!.PayloadLength));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 1)]
    public void A_wire_length_at_the_end_of_what_numbers_hold_is_no_trouble(int wire)
    {
        foreach (byte[] bytes in new[] { Vxlan(Ping()), Vxlan6(Tcp6Frame()), Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Tcp, Bytes(0), length: 0)) })
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(16), 0);
            FrameProbe.ReadByReflection(VxlanFrame.Decode(bytes, wireLength: wire));
        }
    }
}
