using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class FrameFilterTests
{
    private static readonly byte[][] Frames =
    [
        Vxlan(Ping()), Vxlan(TcpFrame(), vni: 7), Ping(), Vxlan(Ethernet(EtherType.Arp, Arp())), Vxlan6(Tcp6Frame()), Vxlan(Vxlan(Ping(), vni: 7)),
    ];

    [Fact]
    public void Without_one_every_encapsulated_frame_is_wanted() => Assert.Equal([1, 2, 4, 5, 6], Matches(null));

    [Fact]
    public void All_are_wanted_when_asked_for() => Assert.Equal([1, 2, 3, 4, 5, 6], Matches(new FrameFilter { All = true }));

    [Fact]
    public void A_VNI_of_any_tunnel() => Assert.Equal([2, 6], Matches(new FrameFilter { Vnis = [7] }));

    [Theory]
    [InlineData(PodA, new long[] { 1, 2, 3, 4, 6 })]
    [InlineData("172.16.28.0/24", new long[] { 1, 2, 3, 6 })]
    [InlineData("169.254.1.1", new long[] { 4 })]
    [InlineData("192.168.5.81", new long[] { 1, 2, 4, 6 })]
    [InlineData("fd00:20::/32", new long[] { 5 })]
    [InlineData("::/0", new long[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("0.0.0.0/0", new long[] { 1, 2, 3, 4, 6 })]
    [InlineData("10.0.0.0/8", new long[] { })]
    public void An_address_of_a_pod_or_a_node(string range, long[] expected) =>
        Assert.Equal(expected, Matches(new FrameFilter { All = true, Addresses = [AddressRange.Parse(range)] }));

    [Theory]
    [InlineData("tcp", new long[] { 2, 5 })]
    [InlineData("6", new long[] { 2, 5 })]
    [InlineData("ARP", new long[] { 4 })]
    [InlineData("ICMP", new long[] { 1, 6 })]
    [InlineData("ICMPv6", new long[] { })]
    public void A_protocol_of_the_pods(string protocol, long[] expected) => Assert.Equal(expected, Matches(new FrameFilter { Protocols = [protocol] }));

    [Fact]
    public void All_of_it_together() =>
        Assert.Equal([2], Matches(new FrameFilter { Vnis = [7, 8], Protocols = ["TCP", "UDP"], Addresses = [AddressRange.Parse(PodB)], CapturePoint = static n => n == "eth0" }));

    [Theory]
    [InlineData("10.65.1.2/33")]
    [InlineData("fd00::/129")]
    [InlineData("10.65.1.2/-1")]
    [InlineData("10.65.1.2/")]
    [InlineData("10.65.1.2/24/8")]
    [InlineData("1")]
    [InlineData("0x7f.1")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("pod-a")]
    public void What_is_no_address_is_refused(string? text)
    {
        Assert.False(AddressRange.TryParse(text, out _));
        _ = Assert.Throws<FormatException>(() => AddressRange.Parse(text!));
    }

    private static List<long> Matches(FrameFilter? filter)
    {
        List<CapturedPacket> packets = [.. Frames.Select(static (f, i) => Packet(f, i + 1))];
        using FrameReader reader = new(new PacketList(packets), null, filter);
        List<long> matches = [];
        while (reader.MoveNext(TestContext.Current.CancellationToken))
        {
            if (reader.IsMatch)
            {
                matches.Add(reader.CreateFrame().Number);
            }
        }

        return matches;
    }
}
