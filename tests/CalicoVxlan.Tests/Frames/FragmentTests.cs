using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class FragmentTests
{
    private const int More = 0x2000;

    [Fact]
    public void A_later_fragment_of_the_underlay_knows_its_tunnel_by_the_first()
    {
        List<VxlanFrame> frames = Numbered(OuterFragments(id: 99));
        VxlanFrame first = frames[0];
        Assert.Equal((Vni, PodA, null), (first.Vni, first.Source, first.FragmentOf));
        Assert.Contains(first.Warnings, static w => w.Contains("outer packet is a fragment", StringComparison.Ordinal));

        VxlanFrame later = frames[1];
        Assert.Equal((1, Vni, Encapsulation.Vxlan), (later.FragmentOf, later.Vni, later.Encapsulation));
        Assert.Equal((PodA, PodB, 40000, "TCP"), (later.Source, later.Destination, later.SourcePort, later.Protocol));
        Assert.Equal((Node1, Node3), (later.SourceVtep, later.DestinationVtep));
        Assert.Null(later.Inner);
        Assert.Null(later.Vxlan);
        Assert.Equal((Node1, 800), (later.Outer!.Source, later.Outer.FragmentOffset));
        Assert.Equal("UDP fragment id 99 offset 800 len 258 of frame 1", later.Info);
    }

    [Fact]
    public void A_later_fragment_is_encapsulated_only_where_its_first_was_seen()
    {
        byte[][] fragments = OuterFragments(id: 99);
        using FrameReader reader = new(new PacketList([Packet(fragments[1], 1), Packet(fragments[0], 2), Packet(fragments[1], 3)]));
        List<bool> matches = [];
        while (reader.MoveNext(TestContext.Current.CancellationToken))
        {
            matches.Add(reader.IsMatch);
            FrameProbe.ReadByReflection(reader.CreateFrame());
        }

        Assert.Equal([false, true, true], matches);
    }

    [Fact]
    public void Fragments_at_another_point_or_with_another_number_are_not_tied()
    {
        byte[][] fragments = OuterFragments(id: 99);
        List<VxlanFrame> frames = Samples.Frames(
            Packet(fragments[0], 1), Packet(fragments[1], 2, point: new CaptureInterface("eth1", LinkType.Ethernet)), Packet(OuterFragments(id: 98)[1], 3));
        Assert.Null(frames[1].FragmentOf);
        Assert.Null(frames[2].FragmentOf);
        Assert.Equal("UDP fragment id 98 offset 800 len 258", frames[2].Info);
    }

    [Fact]
    public void Inner_fragments_are_tied_within_their_VNI()
    {
        byte[] udp = Udp(40000, 53, Bytes(100));
        byte[] first = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, udp[..56], fragment: More, id: 5));
        byte[] later = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, udp[56..], fragment: 7, id: 5));
        List<VxlanFrame> frames = Numbered(Vxlan(first), Vxlan(later), Vxlan(later, vni: 1), later);
        Assert.Equal("UDP 40000 > 53 len 48 first fragment", frames[0].Info);
        Assert.Equal((1, 40000, 53, Vni), (frames[1].FragmentOf, frames[1].SourcePort, frames[1].DestinationPort, frames[1].Vni));
        Assert.Equal((56, 52), (frames[1].Inner!.FragmentOffset, frames[1].Inner!.PayloadLength));
        Assert.Null(frames[1].Inner!.SourcePort);
        Assert.Null(frames[2].FragmentOf);
        Assert.Null(frames[3].FragmentOf);
        Assert.All(frames, static f => Assert.Null(f.Stop));
    }

    [Fact]
    public void Fragments_of_IPv6()
    {
        byte[] udp = Udp(40000, 53, Bytes(100));
        byte[] first = Ip6(IpProtocol.Udp, udp[..56], sum: Sum.Zero, extensions: [17, 0, 0, 1, 0, 0, 0, 9], first: IpProtocol.Fragment);
        byte[] later = Ip6(IpProtocol.Udp, udp[56..], sum: Sum.Zero, extensions: [17, 0, 0, 56, 0, 0, 0, 9], first: IpProtocol.Fragment);
        List<VxlanFrame> frames = Numbered(Vxlan6(Ethernet(EtherType.Ipv6, first)), Vxlan6(Ethernet(EtherType.Ipv6, later)));
        Assert.Equal((9L, true, 0), (frames[0].Inner!.Identification, frames[0].Inner!.MoreFragments, frames[0].Inner!.FragmentOffset));
        Assert.Equal((1L, 53, 56), (frames[1].FragmentOf, frames[1].DestinationPort, frames[1].Inner!.FragmentOffset));
        Assert.Equal("UDP fragment id 9 offset 56 len 52 of frame 1", frames[1].Info);
    }

    [Fact]
    public void An_atomic_IPv6_fragment_is_a_whole_packet()
    {
        byte[] packet = Ip6(IpProtocol.Udp, Udp(40000, 53, Bytes(10)), extensions: [17, 0, 0, 0, 0, 0, 0, 9], first: IpProtocol.Fragment);
        VxlanFrame frame = VxlanFrame.Decode(Ethernet(EtherType.Ipv6, packet));
        Assert.Equal(("UDP 40000 > 53 len 10", ChecksumState.Correct), (frame.Info, frame.Inner!.L4Checksum));
    }

    [Fact]
    public void Fragments_of_a_nested_packet_inside_a_fragment_are_both_tied()
    {
        byte[] udp = Udp(40000, 53, Bytes(1600));
        byte[] inner = Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, udp[..1208], fragment: More, id: 5));
        byte[] datagram = Udp(54321, 4789, [.. VxlanHeader(), .. inner]);
        List<VxlanFrame> frames = Numbered(
            Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, datagram[..800], Node1, Node3, fragment: More, id: 6)),
            Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, datagram[800..], Node1, Node3, fragment: 100, id: 6)),
            Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, udp[1208..], fragment: 151, id: 5))));
        Assert.Equal([null, 1, 1], frames.Select(static f => f.FragmentOf));
        Assert.All(frames, static f => Assert.Equal((Vni, 40000), (f.Vni, f.SourcePort)));
    }

    [Fact]
    public void A_used_identification_belongs_to_the_packet_seen_last()
    {
        byte[][] fragments = OuterFragments(id: 99);
        List<VxlanFrame> frames = Numbered([.. fragments, .. fragments]);
        Assert.Equal([null, 1, null, 3], frames.Select(static f => f.FragmentOf));
    }

    [Fact]
    public void Thousands_of_first_fragments_are_forgotten_in_order()
    {
        List<byte[]> frames = [.. Enumerable.Range(0, 6000).Select(static i => OuterFragments(i)[0]), OuterFragments(5999)[1], OuterFragments(0)[1]];
        List<VxlanFrame> read = Numbered([.. frames]);
        Assert.Equal(6000, read[6000].FragmentOf);
        Assert.Null(read[6001].FragmentOf);
    }

    [Fact]
    public void The_labs_large_pings_are_tied()
    {
        foreach (string file in new[] { "1-pod-a.pcapng", "2-node1.pcapng", "3-node3.pcapng", "4-pod-b.pcapng" })
        {
            List<VxlanFrame> frames = Samples.Frames(Samples.Lab(file));
            List<VxlanFrame> later = [.. frames.Where(static f => f.Inner?.FragmentOffset > 0)];
            Assert.NotEmpty(later);
            Assert.All(later, frame =>
            {
                VxlanFrame first = frames[(int)frame.FragmentOf! - 1];
                Assert.Equal((first.CapturePoint, first.Vni, first.Source, first.Inner!.Identification), (frame.CapturePoint, frame.Vni, frame.Source, frame.Inner!.Identification));
            });
        }
    }

    private static byte[][] OuterFragments(int id)
    {
        byte[] datagram = Udp(54321, 4789, [.. VxlanHeader(), .. TcpFrame(payload: 988)]);
        return
        [
            Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, datagram[..800], Node1, Node3, fragment: More, id: id)),
            Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, datagram[800..], Node1, Node3, fragment: 100, id: id)),
        ];
    }

    private static List<VxlanFrame> Numbered(params byte[][] frames) => Samples.Frames(frames.Select(static (f, i) => Packet(f, i + 1)));
}
