using System.Diagnostics;
using System.Text;
using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Live;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Capture.Live;

[Collection(nameof(LiveCollection))]
public class LivePacketSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Every_datagram_is_seen_at_every_point_on_its_way()
    {
        const int Count = 2000;
        using NetworkNamespaces lab = Lab();
        string filter = $"udp port {Traffic.Port} or udp port 4789";
        using LivePacketSource sender = Open(lab.Node1, new() { Interfaces = ["vxlan.calico", "eth0"], Filter = filter, Count = 2 * Count });
        using LivePacketSource receiver = Open(lab.Node2, new() { Interfaces = ["eth0", "vxlan.calico"], Filter = filter, Count = 2 * Count });
        Traffic.Datagrams(lab.Node1, lab.Node2, Count);

        foreach (LivePacketSource source in (LivePacketSource[])[sender, receiver])
        {
            List<CapturedPacket> packets = ReadAll(source);
            Assert.Null(source.Problem);
            Assert.Equal(2 * Count, packets.Count);
            Assert.Equal(Enumerable.Range(1, packets.Count).Select(static n => (long)n), packets.Select(static p => p.Number));
            foreach (IGrouping<CaptureInterface, CapturedPacket> point in packets.GroupBy(static p => p.Interface))
            {
                string[] markers = [.. point.Select(static p => Encoding.ASCII.GetString(p.Data[^Traffic.Marker(0).Length..]))];
                Assert.Equal(Enumerable.Range(0, Count).Select(Traffic.Marker), markers);
                Assert.All(point, static p => Assert.Equal(p.WireLength, p.CapturedLength));
                int outer = point.Key.Name == NetworkNamespaces.Underlay ? 50 : 0;
                Assert.All(point, p => Assert.Equal(outer + 42 + Traffic.Marker(0).Length, p.CapturedLength));
                Assert.Equal(point.Select(static p => p.TimestampNanoseconds).Order(), point.Select(static p => p.TimestampNanoseconds));
            }
        }
    }

    [Fact]
    public void Ping_and_tcp_are_seen_with_their_content()
    {
        const int Count = 50;
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node2, new() { Interfaces = ["vxlan.calico"], Filter = "ip", Duration = TimeSpan.FromSeconds(1.5) });
        _ = NetworkNamespaces.Run(lab.Node1, "ping", "-q", "-c", "5", "-i", "0.05", lab.Node2.TunnelAddress.ToString());
        Traffic.Conversation(lab.Node1, lab.Node2, Count);

        List<CapturedPacket> packets = ReadAll(source);
        Assert.Null(source.Problem);
        const int Icmp = 1;
        const int Tcp = 6;
        Assert.Equal(10, packets.Count(static p => p.Data[23] == Icmp));
        string stream = string.Concat(packets.Where(static p => p.Data[23] == Tcp).Select(static p => Encoding.Latin1.GetString(p.Data)));
        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(3, stream.Split(Traffic.Marker(i)).Length));
    }

    [Fact]
    public void Any_is_cooked_and_sees_both_devices()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["any"], Filter = $"udp port {Traffic.Port} or udp port 4789", Count = 20 });
        Traffic.Datagrams(lab.Node1, lab.Node2, 10);
        List<CapturedPacket> packets = ReadAll(source);
        Assert.Equal(20, packets.Count);
        Assert.Equal(LinkType.LinuxSll2, packets[0].Interface.LinkType);
        Assert.Equal("any", packets[0].Interface.Name);
    }

    [Fact]
    public void A_packet_longer_than_the_snap_length_keeps_its_length()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["eth0"], Filter = "udp", SnapLength = 40, Count = 1 });
        Traffic.Datagrams(lab.Node1, lab.Node2, 1);
        CapturedPacket packet = Assert.Single(ReadAll(source));
        Assert.Equal(40, packet.CapturedLength);
        Assert.Equal(50 + 42 + Traffic.Marker(0).Length, packet.WireLength);
    }

    [Fact]
    public void Duration_ends_a_silent_capture()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["lo"], Duration = TimeSpan.FromSeconds(0.4) });
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Empty(ReadAll(source));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.3, 0.8);
        Assert.Null(source.Problem);
    }

    [Fact]
    public void Duration_ends_a_capture_under_load_and_keeps_what_came_before()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["eth0"], Duration = TimeSpan.FromSeconds(0.5) });
        using CancellationTokenSource stop = new();
        Thread traffic = new(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Traffic.Datagrams(lab.Node1, lab.Node2, 100);
            }
        });
        traffic.Start();
        Stopwatch watch = Stopwatch.StartNew();
        List<CapturedPacket> packets = ReadAll(source);
        double seconds = watch.Elapsed.TotalSeconds;
        stop.Cancel();
        traffic.Join();
        Assert.InRange(seconds, 0.4, 1.2);
        Assert.InRange((packets[^1].TimestampNanoseconds - packets[0].TimestampNanoseconds) / 1e9, 0.3, 0.6);
    }

    [Fact]
    public void A_cancelled_wait_ends_at_once_and_the_capture_can_go_on()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["eth0"], Filter = "udp port 4789", Count = 1 });
        using CancellationTokenSource cancel = new(200);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.False(source.TryRead(out _, cancel.Token));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.15, 0.5);
        Traffic.Datagrams(lab.Node1, lab.Node2, 1);
        _ = Assert.Single(ReadAll(source));
    }

    [Fact]
    public void A_disposed_capture_leaves_no_open_file_and_no_hold_on_the_device()
    {
        using NetworkNamespaces lab = Lab();
        Open(lab.Node1, new() { Interfaces = ["eth0"] }).Dispose();
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 5; i++)
        {
            using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["eth0", "vxlan.calico", "lo"] });
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 2);
        Assert.DoesNotContain("promiscuity 1", NetworkNamespaces.Ip(lab.Node1, "-d link show eth0"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_that_goes_away_is_named_and_the_others_go_on()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["vxlan.calico", "eth0"], Duration = TimeSpan.FromSeconds(1.5), Filter = "icmp" });
        _ = NetworkNamespaces.Ip(lab.Node1, "link del vxlan.calico");
        _ = NetworkNamespaces.Run(lab.Node1, "ping", "-q", "-c", "3", "-i", "0.2", lab.Node2.Address.ToString());
        List<CapturedPacket> packets = ReadAll(source);
        Assert.Equal(6, packets.Count);
        Assert.Equal(CaptureProblemKind.InterfaceGone, source.Problem?.Kind);
        Assert.Contains("'vxlan.calico'", source.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drops_are_counted_and_told()
    {
        using NetworkNamespaces lab = Lab();
        using LivePacketSource source = Open(lab.Node1, new() { Interfaces = ["eth0"], BufferSize = 512 * 1024 });
        Traffic.Datagrams(lab.Node1, lab.Node2, 50_000);
        using CancellationTokenSource end = new(500);
        long packets = 0;
        while (source.TryRead(out _, end.Token))
        {
            packets++;
        }

        Assert.Equal(CaptureProblemKind.PacketsDropped, source.Problem?.Kind);
        LiveStatistics statistics = Assert.Single(source.GetStatistics());
        Assert.InRange(statistics.Dropped, 1, 50_000);
        Assert.Contains(statistics.Dropped.ToString(System.Globalization.CultureInfo.InvariantCulture), source.Problem!.Message, StringComparison.Ordinal);
        Assert.True(source.Problem.IsWarning);

        // The kernel's own router solicitations may come between the last packet that is read and the count.
        Assert.InRange(statistics.Received - packets - statistics.Dropped, 0, 3);
    }

    private static NetworkNamespaces Lab()
    {
        BpfFilterTests.NeedLibPcap();
        return new NetworkNamespaces();
    }

    private static LivePacketSource Open(NetworkNamespaces.Node node, LiveCaptureOptions options) =>
        NamespaceThread.Run(node.Namespace, () => new LivePacketSource(options));

    private static List<CapturedPacket> ReadAll(LivePacketSource source)
    {
        using CancellationTokenSource limit = new(Patience);
        List<CapturedPacket> packets = [];
        while (source.TryRead(out CapturedPacket packet, limit.Token))
        {
            packets.Add(packet);
        }

        Assert.False(limit.IsCancellationRequested, "The capture did not end.");
        return packets;
    }
}
