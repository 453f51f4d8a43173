using CalicoVxlan.Capture;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using CalicoVxlan.Tests.Flows;
using CalicoVxlan.Tests.Frames;

namespace CalicoVxlan.Tests.Fuzz;

/// <summary>Counting without decoding must give what decoding gives: the same rows, in the same order.</summary>
public class ShortcutTests
{
    private static readonly CaptureInterface[] Points =
        [.. new[] { "eth0", "eth1", "eth2", "cali1" }.Select(static n => new CaptureInterface(n, LinkType.Ethernet)), new CaptureInterface("any", LinkType.LinuxSll2)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_every_capture(bool all)
    {
        foreach (string file in Samples.All())
        {
            List<CapturedPacket> packets = Samples.Packets(file);
            AssertSame(packets, all, file);
        }
    }

    [Fact]
    public void The_usual_frame_takes_it()
    {
        Assert.True(Takes(FrameBuilder.Vxlan(FrameBuilder.TcpFrame())));
        Assert.True(Takes(FrameBuilder.Vxlan(FrameBuilder.Ping())));
        Assert.False(Takes(FrameBuilder.TcpFrame()));
        Assert.False(Takes(FrameBuilder.Vxlan6(FrameBuilder.Tcp6Frame())));
        Assert.False(Takes(FrameBuilder.Vxlan(FrameBuilder.Vxlan(FrameBuilder.TcpFrame()))));
    }

    [Fact]
    public void With_a_filter_nothing_is_offered()
    {
        FlowTable table = new();
        using FrameReader reader = new(new PacketList([FrameBuilder.Packet(FrameBuilder.Vxlan(FrameBuilder.TcpFrame()))]), null, new FrameFilter { Vnis = [7] });
        reader.Offer(table);
        Assert.True(reader.MoveNext(TestContext.Current.CancellationToken));
        Assert.False(reader.IsMatch);
        Assert.Empty(table.GetFlows(FlowGrouping.Flow));
    }

    [Fact]
    public void On_connections_with_losses_and_copies()
    {
        Random random = new(793);
        for (int i = 0; i < 60; i++)
        {
            AssertSame(Traffic(random, 1500), all: i % 2 == 0, $"traffic {i}");
        }
    }

    [Fact]
    public void On_spoilt_frames()
    {
        Mutator mutator = new(7348);
        for (int batch = 0; batch < 150; batch++)
        {
            List<CapturedPacket> packets = [];
            for (int i = 0; i < 1500; i++)
            {
                FuzzInput input = Corpus.Instance.NextFrame(mutator);
                CaptureInterface point = Points.FirstOrDefault(p => p.LinkType == input.Link, Points[0]);
                point = input.Link == LinkType.Ethernet ? Points[mutator.Random.Next(4)] : point;
                packets.Add(FrameBuilder.Packet(input.Bytes, i + 1, mutator.Random.NextInt64(-5, 100_000_000_000), point, input.WireLength));
            }

            AssertSame(packets, all: batch % 2 == 0, $"batch {batch}");
        }
    }

    [Fact]
    public void Bytes_around_a_packet_are_never_looked_at()
    {
        Mutator mutator = new(42);
        for (int i = 0; i < 200_000; i++)
        {
            FuzzInput input = Corpus.Instance.NextFrame(mutator);
            if (input.Link == LinkType.Ethernet)
            {
                string zeros = Read(input, 0);
                Assert.Equal(zeros, Read(input, 0xff));
                Assert.Equal(zeros, Read(input, 0x08));
            }
        }
    }

    private static string Read(FuzzInput input, byte guard)
    {
        const int Room = 64;
        byte[] block = new byte[input.Bytes.Length + (2 * Room)];
        block.AsSpan().Fill(guard);
        input.Bytes.CopyTo(block, Room);
        CapturedPacket packet = new() { Block = block, Offset = Room, CapturedLength = input.Bytes.Length, WireLength = input.WireLength, Interface = Points[0] };
        PendingFrame s = default;
        return FlowShortcut.TryRead(packet, DecodeOptions.Default, 0, ref s)
            ? $"{s.Key} {s.Bytes} {s.IsTcp} {s.Segment.Sequence} {s.Segment.Acknowledgment} {s.Segment.Window} {s.Segment.Flags} {s.Segment.PayloadLength} {s.Segment.Id}"
            : "declined";
    }

    private static bool Takes(byte[] frame)
    {
        PendingFrame read = default;
        return FlowShortcut.TryRead(FrameBuilder.Packet(frame), DecodeOptions.Default, 0, ref read);
    }

    private static void AssertSame(IReadOnlyList<CapturedPacket> packets, bool all, string what)
    {
        foreach (TimeSpan? interval in new TimeSpan?[] { null, TimeSpan.FromSeconds(1) })
        {
            FlowTable slow = FlowProbe.Fill(packets, shortcut: false, interval, all);
            FlowTable quick = FlowProbe.Fill(packets, shortcut: true, interval, all);
            foreach (FlowGrouping by in Enum.GetValues<FlowGrouping>())
            {
                string[] expected = [.. slow.GetFlows(by).Select(FlowProbe.Describe)];
                string[] actual = [.. quick.GetFlows(by).Select(FlowProbe.Describe)];
                int differs = Enumerable.Range(0, Math.Max(expected.Length, actual.Length))
                    .FirstOrDefault(i => expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i), -1);
                Assert.True(differs < 0, $"{what}, {by}, row {differs}:\n{expected.ElementAtOrDefault(differs)}\n{actual.ElementAtOrDefault(differs)}");
            }
        }
    }

    private static List<CapturedPacket> Traffic(Random random, int count)
    {
        List<CapturedPacket> packets = [];
        long time = 0;
        for (int i = 0; i < count; i++)
        {
            time += random.Next(5_000_000);
            bool back = random.Next(2) == 0;
            int flow = random.Next(6);
            TcpFlags flags = random.Next(12) switch { 0 => TcpFlags.Syn, 1 => TcpFlags.Syn | TcpFlags.Ack, 2 => TcpFlags.Rst, 3 => TcpFlags.Fin | TcpFlags.Ack, _ => TcpFlags.Ack };
            byte[] tcp = FrameBuilder.Tcp(
                back ? 80 : 40_000 + flow, back ? 40_000 + flow : 80, (uint)random.Next(8) * 100, (uint)random.Next(8) * 100, flags, new byte[random.Next(3) * 100], random.Next(3));
            byte[] ip = FrameBuilder.Ip4(
                IpProtocol.Tcp, tcp, back ? FrameBuilder.PodB : FrameBuilder.PodA, back ? FrameBuilder.PodA : FrameBuilder.PodB, id: random.Next(20));
            byte[] frame = FrameBuilder.Ethernet(EtherType.Ipv4, ip);
            byte[] sent = random.Next(5) == 0 ? frame
                : FrameBuilder.Vxlan(frame, vni: random.Next(1, 3), source: back ? FrameBuilder.Node3 : FrameBuilder.Node1, destination: back ? FrameBuilder.Node1 : FrameBuilder.Node3);
            packets.Add(FrameBuilder.Packet(sent, i + 1, time, Points[random.Next(4)]));
            if (random.Next(10) == 0)
            {
                packets.Add(packets[^1]);
            }
        }

        return packets;
    }
}
