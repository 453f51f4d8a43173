using CalicoVxlan.Capture;
using CalicoVxlan.Flows;
using CalicoVxlan.Packets;
using CalicoVxlan.Tests.Frames;

namespace CalicoVxlan.Tests.Flows;

/// <summary>
/// Writes down a TCP connection between the lab's pods, as seen on the underlay: A is the client, B the server. Each packet
/// comes a tenth of a millisecond after the one before and has its sender's next IP identification, unless it says otherwise.
/// </summary>
internal sealed class TcpStream(bool encapsulated = true)
{
    private const long Step = 100_000;
    private readonly List<CapturedPacket> packets = [];
    private int clientId = 100;
    private int serverId = 7000;
    private long time = 1_000_000_000_000;

    public const uint ClientStart = 0xffff_ff00; // wraps in the first segments
    public const uint ServerStart = 5000;

    public IReadOnlyList<CapturedPacket> Packets => packets;

    public TcpStream After(TimeSpan pause)
    {
        time += pause.Ticks * 100;
        return this;
    }

    public TcpStream Handshake(int port = 40000, uint start = ClientStart) => A(0, TcpFlags.Syn, start: start, port: port)
        .B(0, TcpFlags.Syn | TcpFlags.Ack, acked: 1, start: start, port: port)
        .A(1, TcpFlags.Ack, acknowledgment: ServerStart + 1, start: start, port: port);

    /// <summary>The client sends.</summary>
    public TcpStream A(
        uint relative, TcpFlags flags = TcpFlags.Ack, int length = 0, uint acknowledgment = ServerStart + 1, int window = 500, int? id = null,
        uint start = ClientStart, int port = 40000) =>
        Add(FrameBuilder.Tcp(port, 80, start + relative, acknowledgment, flags, new byte[length], window), FrameBuilder.PodA, FrameBuilder.PodB, id ?? clientId++);

    /// <summary>The server sends, and acknowledges that many of the client's bytes.</summary>
    public TcpStream B(
        uint relative = 1, TcpFlags flags = TcpFlags.Ack, int length = 0, uint acked = 1, int window = 500, int? id = null,
        uint start = ClientStart, int port = 40000) =>
        Add(FrameBuilder.Tcp(80, port, ServerStart + relative, start + acked, flags, new byte[length], window), FrameBuilder.PodB, FrameBuilder.PodA, id ?? serverId++);

    public VxlanFlow Measure() => Assert.Single(Measure(FlowGrouping.Conversation));

    public List<VxlanFlow> Measure(FlowGrouping by, TimeSpan? interval = null)
    {
        List<VxlanFlow> flows = FlowProbe.Measure(packets, by, shortcut: false, interval);
        Assert.Equal(flows.Select(FlowProbe.Describe), FlowProbe.Measure(packets, by, shortcut: true, interval).Select(FlowProbe.Describe));
        return flows;
    }

    private TcpStream Add(byte[] tcp, string source, string destination, int id)
    {
        time += Step;
        byte[] frame = FrameBuilder.Ethernet(EtherType.Ipv4, FrameBuilder.Ip4(IpProtocol.Tcp, tcp, source, destination, id: id));
        bool fromA = source == FrameBuilder.PodA;
        byte[] bytes = encapsulated
            ? FrameBuilder.Vxlan(frame, source: fromA ? FrameBuilder.Node1 : FrameBuilder.Node3, destination: fromA ? FrameBuilder.Node3 : FrameBuilder.Node1)
            : frame;
        packets.Add(FrameBuilder.Packet(bytes, packets.Count + 1, time));
        return this;
    }
}
