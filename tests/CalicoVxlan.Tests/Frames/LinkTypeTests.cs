using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class LinkTypeTests
{
    private static readonly byte[] Ip = Vxlan(Ping())[14..];

    [Fact]
    public void Cooked_version_1_has_the_sender_only()
    {
        VxlanFrame frame = VxlanFrame.Decode([0, 4, 0, 1, 0, 6, .. Convert.FromHexString(MacA), 0, 0, 8, 0, .. Ip], LinkType.LinuxSll);
        Assert.Equal((Vni, PodA, "66:f9:37:c3:7e:94", null), (frame.Vni, frame.Source, frame.Outer!.SourceMac, frame.Outer.DestinationMac));
        Assert.Equal("bytes", frame.CapturePoint);
    }

    [Fact]
    public void Cooked_version_2_names_the_interface_behind_any()
    {
        CaptureInterface any = new("any", LinkType.LinuxSll2);
        List<VxlanFrame> frames = Samples.Frames(Packet(Cooked(3), 1, 0, any), Packet(Cooked(12), 2, 0, any), Packet(Cooked(3), 3, 0, any), Packet(Cooked(0), 4, 0, any));
        Assert.Equal(["any%3", "any%12", "any%3", "any"], frames.Select(static f => f.CapturePoint));
        Assert.All(frames, static f => Assert.Equal((Vni, "66:f9:37:c3:7e:94"), (f.Vni, f.Outer!.SourceMac)));
        Assert.Null(frames[0].Stop);
    }

    [Fact]
    public void A_capture_point_behind_any_can_be_picked()
    {
        CaptureInterface any = new("any", LinkType.LinuxSll2);
        using FrameReader reader = new(
            new PacketList([Packet(Cooked(3), 1, 0, any), Packet(Cooked(4), 2, 0, any)]), null, new FrameFilter { CapturePoint = static n => n == "any%4" });
        Assert.True(reader.MoveNext(TestContext.Current.CancellationToken));
        Assert.False(reader.IsMatch);
        Assert.True(reader.MoveNext(TestContext.Current.CancellationToken));
        Assert.True(reader.IsMatch);
    }

    [Fact]
    public void A_tag_behind_a_cooked_header()
    {
        VxlanFrame frame = VxlanFrame.Decode([0x81, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, .. Convert.FromHexString(MacA), 0, 0, 0, 100, 8, 0, .. Ip], LinkType.LinuxSll2);
        Assert.Equal([100], frame.Outer!.VlanIds);
        Assert.Equal("66:f9:37:c3:7e:94", frame.Outer.SourceMac);
        Assert.Empty(frame.Inner!.VlanIds);
    }

    [Theory]
    [InlineData(LinkType.Raw)]
    [InlineData(LinkType.RawDlt)]
    [InlineData(LinkType.RawOpenBsd)]
    [InlineData(LinkType.Ipv4)]
    public void Raw_ip(LinkType link)
    {
        VxlanFrame frame = VxlanFrame.Decode(Ip, link);
        Assert.Equal((Vni, Node1, PodA, null), (frame.Vni, frame.SourceVtep, frame.Source, frame.Outer!.SourceMac));
    }

    [Theory]
    [InlineData(LinkType.Raw)]
    [InlineData(LinkType.Ipv6)]
    public void Raw_IPv6(LinkType link) => Assert.Equal(PodA6, VxlanFrame.Decode(Tcp6Frame()[14..], link).Source);

    [Theory]
    [InlineData(LinkType.Null, "02000000")]
    [InlineData(LinkType.Null, "00000002")]
    [InlineData(LinkType.Loop, "00000002")]
    public void Loopback(LinkType link, string family) =>
        Assert.Equal((Vni, PodA), VxlanFrame.Decode([.. Convert.FromHexString(family), .. Ip], link) is var f ? (f.Vni, f.Source) : default);

    [Theory]
    [InlineData(147)]
    [InlineData(65535)]
    [InlineData(105)]
    public void An_unknown_link_type_is_data_that_nobody_decodes(int link)
    {
        VxlanFrame frame = VxlanFrame.Decode(Ip, (LinkType)link);
        Assert.Equal((FrameLayer.Link, StopKind.Unsupported), (frame.Stop!.Layer, frame.Stop.Kind));
        Assert.Equal($"link type {link} len {Ip.Length}", frame.Info);
        Assert.Null(frame.Protocol);
        FrameProbe.ReadByReflection(frame);
    }

    [Theory]
    [InlineData(LinkType.Null, 4)]
    [InlineData(LinkType.LinuxSll, 16)]
    [InlineData(LinkType.LinuxSll2, 20)]
    [InlineData(LinkType.Ethernet, 14)]
    public void A_cut_link_header_is_truncated(LinkType link, int needed)
    {
        for (int length = 0; length < needed; length++)
        {
            DecodeStop? stop = VxlanFrame.Decode(new byte[length], link, wireLength: 100).Stop;
            Assert.Equal((StopKind.Truncated, 0, needed, length), (stop!.Kind, stop.Offset, stop.Needed, stop.Available));
            Assert.Equal(StopKind.Malformed, VxlanFrame.Decode(new byte[length], link).Stop!.Kind);
        }
    }

    [Theory]
    [InlineData(0x88cc, "EtherType 0x88cc len 50", "0x88cc")]
    [InlineData(0x0026, "IEEE 802.3 len 38", "0x0026")]
    public void What_is_neither_ip_nor_arp_is_a_frame_of_its_own_right(int type, string info, string protocol)
    {
        VxlanFrame frame = VxlanFrame.Decode(Ethernet(type, Bytes(50)));
        Assert.Equal((info, protocol, null), (frame.Info, frame.Protocol, frame.Stop));
    }

    private static byte[] Cooked(byte index) => [8, 0, 0, 0, 0, 0, 0, index, 0, 1, 4, 6, .. Convert.FromHexString(MacA), 0, 0, .. Ip];
}
