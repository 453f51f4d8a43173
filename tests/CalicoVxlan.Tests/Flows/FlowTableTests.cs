using CalicoVxlan.Capture;
using CalicoVxlan.Flows;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Flows;

public class FlowTableTests
{
    [Fact]
    public void Groupings_sum_up_to_the_same()
    {
        List<CapturedPacket> packets = Samples.Packets(Samples.Node1);
        foreach (FlowGrouping by in Enum.GetValues<FlowGrouping>())
        {
            List<VxlanFlow> rows = FlowProbe.Measure(packets, by, shortcut: true);
            Assert.Equal(packets.Count, rows.Sum(static r => r.Frames));
            Assert.True(rows.All(static r => r.FirstSeen <= r.LastSeen));
        }
    }

    [Fact]
    public void A_row_has_what_its_grouping_is_about_and_nothing_else()
    {
        TcpStream stream = new TcpStream().Handshake().A(1, length: 10);
        Assert.Equal([(PodA, 40000, 3L), (PodB, 80, 1)], stream.Measure(FlowGrouping.Flow).Select(static f => (f.Source!, f.SourcePort!.Value, f.Frames)));
        Assert.Equal([(Node1, Node3), (Node3, Node1)], stream.Measure(FlowGrouping.Vtep).Select(static f => (f.SourceVtep!, f.DestinationVtep!)));
        VxlanFlow vni = Assert.Single(stream.Measure(FlowGrouping.Vni));
        Assert.Equal((Vni, null, null, null, 4L, 0), (vni.Vni, vni.Source, vni.Protocol, vni.SourceVtep, vni.Frames, vni.Retransmissions));
        VxlanFlow point = Assert.Single(stream.Measure(FlowGrouping.CapturePoint));
        Assert.Equal(("eth0", null, TimeSpan.FromMilliseconds(0.2)), (point.CapturePoint, point.Vni, point.HandshakeRtt));
    }

    [Fact]
    public void Bytes_are_those_of_the_inner_frame()
    {
        Assert.Equal(Ping().Length, Single(Vxlan(Ping())).Bytes);
        Assert.Equal(Ping().Length, Single(Ping()).Bytes);
        Assert.Equal(Tcp6Frame().Length, Single(Vxlan6(Tcp6Frame())).Bytes);
        Assert.Equal(Ping().Length, Single([.. Vxlan(Ping()), 0, 0, 0, 0]).Bytes);
    }

    [Fact]
    public void A_packet_that_the_capture_cut_counts_whole()
    {
        byte[] bytes = Vxlan(TcpFrame(payload: 1000));
        VxlanFlow flow = FlowProbe.Measure([Packet(bytes[..110], wire: bytes.Length)], FlowGrouping.Flow, shortcut: true)[0];
        Assert.Equal(bytes.Length - 50, flow.Bytes);
    }

    [Fact]
    public void One_packet_at_two_points_or_in_two_VNIs_is_four_flows_and_no_retransmission()
    {
        CaptureInterface other = new("eth1", LinkType.Ethernet);
        List<VxlanFlow> flows = FlowProbe.Measure(
            [Packet(Vxlan(TcpFrame())), Packet(Vxlan(TcpFrame()), point: other), Packet(Vxlan(TcpFrame(), vni: 7)), Packet(TcpFrame())], FlowGrouping.Flow, shortcut: true);
        Assert.Equal(4, flows.Count);
        Assert.All(flows, static f => Assert.Equal((1L, 0, 0), (f.Frames, f.Retransmissions, f.Copies)));
    }

    [Fact]
    public void Intervals_have_a_row_each_and_TCP_is_known_across_them()
    {
        TcpStream stream = new TcpStream().Handshake().A(1, length: 1000).After(TimeSpan.FromSeconds(10)).A(1, length: 1000).After(TimeSpan.FromSeconds(20)).A(1001, length: 5);
        List<VxlanFlow> rows = stream.Measure(FlowGrouping.Conversation, TimeSpan.FromSeconds(10));
        Assert.Equal([1000, 1010, 1030], rows.Select(static r => r.IntervalStart!.Value.ToUnixTimeSeconds()));
        Assert.Equal([4L, 1, 1], rows.Select(static r => r.Frames));
        Assert.Equal([0, 1, 0], rows.Select(static r => r.Retransmissions!.Value));
    }

    [Fact]
    public void Packets_of_an_interval_that_was_left_join_its_row()
    {
        List<CapturedPacket> packets = [.. new long[] { 5, 15, 6, 16, -3 }.Select(static s => Packet(Vxlan(Ping()), time: s * 1_000_000_000))];
        FlowTable table = FlowProbe.Fill(packets, shortcut: true, TimeSpan.FromSeconds(10));
        Assert.Equal([(-10L, 1L), (0, 2), (10, 2)], table.GetFlows(FlowGrouping.Conversation).Select(static r => (r.IntervalStart!.Value.ToUnixTimeSeconds(), r.Frames)));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public void Any_time_and_any_interval_make_a_row(long time)
    {
        foreach (TimeSpan? interval in new TimeSpan?[] { null, TimeSpan.FromTicks(1), TimeSpan.FromDays(400_000), TimeSpan.MaxValue })
        {
            FlowTable table = FlowProbe.Fill([Packet(Vxlan(Ping()), time: time)], shortcut: true, interval);
            Assert.Equal(1, Assert.Single(table.GetFlows(FlowGrouping.Flow)).Frames);
        }
    }

    [Fact]
    public void An_interval_must_be_positive()
    {
        _ = Assert.Throws<ArgumentOutOfRangeException>(static () => new FlowTable(TimeSpan.Zero));
        _ = Assert.Throws<ArgumentOutOfRangeException>(static () => new FlowTable(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void What_has_no_ports_or_no_addresses_is_a_flow_too()
    {
        List<VxlanFlow> flows = FlowProbe.Measure(
            [Packet(Vxlan(Ping())), Packet(Vxlan(Ethernet(EtherType.Arp, Arp()))), Packet(Ethernet(0x88cc, new byte[40]))], FlowGrouping.Flow, shortcut: true);
        Assert.Equal(["ICMP", "ARP", "0x88cc"], flows.Select(static f => f.Protocol));
        Assert.All(flows, static f => Assert.Equal((null, null, null), (f.SourcePort, f.Retransmissions, f.HandshakeRtt)));
        Assert.Equal([PodA, PodA, null], flows.Select(static f => f.Source));
    }

    [Fact]
    public void A_conversation_begins_with_who_sent_first()
    {
        TcpStream late = new TcpStream().B(1, length: 10).A(1);
        Assert.Equal(PodB, late.Measure().Source);
        Assert.Equal(PodA, new TcpStream().B(1, length: 10).Handshake().Measure().Source);
    }

    [Fact]
    public void Thousands_of_flows_are_kept_apart()
    {
        List<CapturedPacket> packets = [];
        for (int i = 10_000; i < 40_000; i++)
        {
            string pod = $"10.{i % 200}.{i / 200}.{i % 50}";
            packets.Add(Packet(Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(i + 10_000, 53, Bytes(20)), pod, PodB))), i + 1));
            packets.Add(Packet(Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(53, i + 10_000, Bytes(20)), PodB, pod)), source: Node3, destination: Node1), i + 1));
        }

        List<VxlanFlow> rows = FlowProbe.Measure([.. packets, .. packets], FlowGrouping.Conversation, shortcut: true);
        Assert.Equal(30_000, rows.Count);
        Assert.All(rows, static r => Assert.Equal((4L, 4L * 62), (r.Frames, r.Bytes)));
    }

    private static VxlanFlow Single(byte[] frame) => Assert.Single(FlowProbe.Measure([Packet(frame)], FlowGrouping.Flow, shortcut: true));
}
