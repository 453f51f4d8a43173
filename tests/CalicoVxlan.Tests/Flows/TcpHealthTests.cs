using CalicoVxlan.Flows;
using CalicoVxlan.Tests.Frames;
using static CalicoVxlan.Packets.TcpFlags;

namespace CalicoVxlan.Tests.Flows;

public class TcpHealthTests
{
    private const string Nothing = "retransmissions 0 out-of-order 0 dup-acks 0 zero 0 resets 0 copies 0";
    private static readonly TimeSpan Timer = TimeSpan.FromSeconds(0.2);

    [Fact]
    public void A_healthy_connection_has_nothing()
    {
        TcpStream stream = new TcpStream().Handshake();
        uint sent = 1;
        for (int i = 0; i < 200; i++, sent += 1000)
        {
            _ = stream.A(sent, Ack | Psh, 1000).B(1, acked: sent + 1000);
        }

        _ = stream.A(sent, Fin | Ack).B(1, Fin | Ack, acked: sent + 1).A(sent + 1, acknowledgment: TcpStream.ServerStart + 2);
        VxlanFlow flow = stream.Measure();
        Assert.Equal(Nothing, FlowProbe.Faults(flow));
        Assert.Equal(406, flow.Frames);
        Assert.Equal((FrameBuilder.PodA, 40000, FrameBuilder.PodB, 80, "TCP", 4096), (flow.Source, flow.SourcePort, flow.Destination, flow.DestinationPort, flow.Protocol, flow.Vni));
        Assert.Equal(TimeSpan.FromMilliseconds(0.2), flow.HandshakeRtt);
    }

    [Fact]
    public void One_segment_sent_again_is_one_retransmission()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000).A(1001, length: 1000).After(Timer).A(1001, length: 1000).A(2001, length: 10).Measure();
        Assert.Equal("retransmissions 1 out-of-order 0 dup-acks 0 zero 0 resets 0 copies 0", FlowProbe.Faults(flow));
    }

    [Fact]
    public void A_lost_segment_sent_again_behind_those_that_arrived_is_a_retransmission()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000).A(2001, length: 1000).A(3001, length: 1000).After(Timer).A(1001, length: 1000).Measure();
        Assert.Equal(1, flow.Retransmissions);
        Assert.Equal(0, flow.OutOfOrder);
    }

    [Fact]
    public void It_is_one_also_when_it_is_quick_because_its_identification_is_later()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000, id: 300).A(2001, length: 1000, id: 302).A(1001, length: 1000, id: 303).Measure();
        Assert.Equal("retransmissions 1 out-of-order 0 dup-acks 0 zero 0 resets 0 copies 0", FlowProbe.Faults(flow));
    }

    [Fact]
    public void A_segment_that_was_overtaken_has_an_identification_from_before()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000, id: 300).A(2001, length: 1000, id: 302).After(Timer).A(1001, length: 1000, id: 301).Measure();
        Assert.Equal("retransmissions 0 out-of-order 1 dup-acks 0 zero 0 resets 0 copies 0", FlowProbe.Faults(flow));
    }

    [Fact]
    public void Identifications_wrap()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000, id: 65535).A(2001, length: 1000, id: 2).A(1001, length: 1000, id: 1).Measure();
        Assert.Equal((0, 1), (flow.Retransmissions, flow.OutOfOrder));
    }

    [Theory]
    [InlineData(0.0001, 0, 1)]
    [InlineData(0.2, 1, 0)]
    public void Without_identifications_time_decides(double seconds, int retransmissions, int outOfOrder)
    {
        VxlanFlow flow = new TcpStream().A(1, length: 1000, id: 0).A(2001, length: 1000, id: 0).After(TimeSpan.FromSeconds(seconds)).A(1001, length: 1000, id: 0).Measure();
        Assert.Equal((retransmissions, outOfOrder), (flow.Retransmissions, flow.OutOfOrder));
    }

    [Fact]
    public void The_same_packet_seen_twice_is_a_copy()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000, id: 300).A(1, length: 1000, id: 300).A(1001, length: 1000).Measure();
        Assert.Equal("retransmissions 0 out-of-order 0 dup-acks 0 zero 0 resets 0 copies 1", FlowProbe.Faults(flow));
    }

    [Fact]
    public void A_copy_of_a_syn_or_a_reset_is_a_copy()
    {
        VxlanFlow flow = new TcpStream().A(0, Syn, id: 5).A(0, Syn, id: 5).B(0, Rst | Ack, id: 9).B(0, Rst | Ack, id: 9).Measure();
        Assert.Equal((0, 1, 2), (flow.Retransmissions, flow.Resets, flow.Copies));
    }

    [Fact]
    public void A_syn_sent_again_is_a_retransmission()
    {
        VxlanFlow flow = new TcpStream().A(0, Syn).After(TimeSpan.FromSeconds(1)).A(0, Syn).After(TimeSpan.FromSeconds(2)).A(0, Syn).Measure();
        Assert.Equal(2, flow.Retransmissions);
        Assert.Null(flow.HandshakeRtt);
    }

    [Fact]
    public void Acknowledgments_repeated_while_data_is_missing()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000).B(acked: 1001).A(2001, length: 1000).A(3001, length: 1000)
            .B(acked: 1001).B(acked: 1001).Measure();
        Assert.Equal(2, flow.DuplicateAcks);
    }

    [Theory]
    [InlineData(501, 0)] // a window update
    [InlineData(500, 1)]
    public void An_acknowledgment_with_another_window_is_no_duplicate(int window, int duplicates)
    {
        VxlanFlow flow = new TcpStream().Handshake().B(acked: 1).A(1, length: 1000).B(acked: 1, window: window).Measure();
        Assert.Equal(duplicates, flow.DuplicateAcks);
    }

    [Fact]
    public void A_closed_window_counts_each_time_and_its_probes_do_not()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000).B(acked: 1001, window: 0)
            .After(Timer).A(1000).B(acked: 1001, window: 0)
            .B(acked: 1001, window: 500).A(1001, length: 10).Measure();
        Assert.Equal("retransmissions 0 out-of-order 0 dup-acks 0 zero 2 resets 0 copies 0", FlowProbe.Faults(flow));
    }

    [Fact]
    public void A_reset_counts_and_what_follows_it_is_judged_on()
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 10).B(1, Rst | Ack).Measure();
        Assert.Equal("retransmissions 0 out-of-order 0 dup-acks 0 zero 0 resets 1 copies 0", FlowProbe.Faults(flow));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_keep_alive_is_no_retransmission(int length)
    {
        VxlanFlow flow = new TcpStream().Handshake().A(1, length: 1000).B(acked: 1001)
            .After(TimeSpan.FromSeconds(60)).A(1000, length: length).B(acked: 1001).Measure();
        Assert.Equal(Nothing, FlowProbe.Faults(flow));
    }

    [Fact]
    public void A_capture_that_starts_in_the_middle_has_no_round_trip_and_no_faults()
    {
        VxlanFlow flow = new TcpStream().A(50_000, length: 1000).B(9000, acked: 51_000).A(51_000, length: 1000).Measure();
        Assert.Equal(Nothing, FlowProbe.Faults(flow));
        Assert.Null(flow.HandshakeRtt);
    }

    [Fact]
    public void Ports_used_again_are_a_new_connection()
    {
        TcpStream stream = new TcpStream().Handshake().A(1, length: 1000).A(1001, Fin | Ack)
            .After(TimeSpan.FromSeconds(5)).Handshake(start: 17).A(1, length: 1000, start: 17).B(1, length: 10, acked: 1001, start: 17);
        Assert.Equal(Nothing, FlowProbe.Faults(stream.Measure()));
    }

    [Fact]
    public void The_handshake_of_a_new_connection_is_not_measured_from_a_syn_that_nobody_answered()
    {
        VxlanFlow flow = new TcpStream().A(0, Syn, start: 900).After(TimeSpan.FromSeconds(60)).Handshake(start: 17).Measure();
        Assert.Equal(TimeSpan.FromMilliseconds(0.2), flow.HandshakeRtt);
    }

    [Fact]
    public void A_syn_sent_again_belongs_to_the_round_trip_that_the_client_waited()
    {
        VxlanFlow flow = new TcpStream().A(0, Syn).After(TimeSpan.FromSeconds(1)).Handshake().Measure();
        Assert.Equal(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(0.3), flow.HandshakeRtt);
    }

    [Fact]
    public void A_bare_connection_is_judged_as_one_in_a_tunnel()
    {
        VxlanFlow flow = new TcpStream(encapsulated: false).Handshake().A(1, length: 1000).After(Timer).A(1, length: 1000).Measure();
        Assert.Equal((1, null, null), (flow.Retransmissions, flow.Vni, flow.SourceVtep));
    }

    [Fact]
    public void In_the_lab_nothing_was_retransmitted()
    {
        foreach (string file in Directory.GetFiles(Samples.Lab(""), "*.pcapng"))
        {
            List<VxlanFlow> flows = FlowProbe.Measure(Samples.Packets(file), FlowGrouping.Flow, shortcut: true);
            Assert.Equal(0, flows.Sum(static f => f.Retransmissions ?? 0));
            Assert.Equal(0, flows.Sum(static f => f.Copies ?? 0));
            Assert.Contains(flows, static f => f.HandshakeRtt is not null);
        }
    }
}
