using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Writing;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class FrameWriterTests
{
    private static readonly byte[] Service = [0x0f, 0xc2, 2, 3, 0, 0, 0xfe, 5];

    public static TheoryData<string, byte[], byte[]> Tunnels => new()
    {
        { "VXLAN", Vxlan(Ping()), Ping() },
        { "VXLAN over IPv6", Vxlan6(Tcp6Frame()), Tcp6Frame() },
        { "the outermost only", Vxlan(Vxlan(Ping(), vni: 9)), Vxlan(Ping(), vni: 9) },
        { "IP in IP", Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv4, Ping()[14..], Node1, Node3)), Ping()[14..] },
        { "GPE with Ethernet", Vxlan(Ping(), port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 3)), Ping() },
        { "GPE with IPv4", Vxlan(Ping()[14..], port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 1)), Ping()[14..] },
        { "GPE with NSH and Ethernet", Vxlan([.. Service, .. Ping()], port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 4)), Ping() },
        { "none", Ping(), Ping() },
    };

    [Theory]
    [MemberData(nameof(Tunnels))]
    public void Decapsulating_writes_what_is_in_the_tunnel(string kind, byte[] frame, byte[] inner)
    {
        CapturedPacket written = Assert.Single(Write(VxlanFrame.Decode(frame), decapsulate: true));
        Assert.True(written.Data.SequenceEqual(inner), $"{kind}: {Convert.ToHexString(written.Data)}");
        Assert.Equal(inner.Length, written.WireLength);
        Assert.Equal(inner[0] == 0x45 ? LinkType.Raw : LinkType.Ethernet, written.Interface.LinkType);
    }

    [Theory]
    [MemberData(nameof(Tunnels))]
    public void Otherwise_it_writes_the_frame_as_it_is(string kind, byte[] frame, byte[] inner)
    {
        Assert.True(inner.Length <= frame.Length, kind);
        Assert.True(Assert.Single(Write(VxlanFrame.Decode(frame), decapsulate: false)).Data.SequenceEqual(frame), kind);
    }

    [Fact]
    public void A_cut_frame_stays_cut_and_its_padding_is_left_behind()
    {
        byte[] bytes = Vxlan(TcpFrame());
        CapturedPacket written = Write(VxlanFrame.Decode(bytes[..90], wireLength: bytes.Length + 4), decapsulate: true)[0];
        Assert.Equal((40, bytes.Length - 50), (written.CapturedLength, written.WireLength));
    }

    [Fact]
    public void Spoilt_frames_can_be_written()
    {
        Fuzz.Mutator mutator = new(3);
        for (int i = 0; i < 20_000; i++)
        {
            Fuzz.FuzzInput input = Fuzz.Corpus.Instance.NextFrame(mutator);
            foreach (CapturedPacket packet in Write(VxlanFrame.Decode(input.Bytes, input.Link!.Value, input.WireLength), decapsulate: true))
            {
                Assert.True(packet.CapturedLength <= packet.WireLength && packet.Offset + packet.CapturedLength <= packet.Block.Length);
            }
        }
    }

    private static List<CapturedPacket> Write(VxlanFrame frame, bool decapsulate)
    {
        Kept kept = new();
        using FrameWriter writer = new(kept, decapsulate);
        writer.Write(frame);
        return kept.Packets;
    }

    private sealed class Kept : ICaptureWriter
    {
        public List<CapturedPacket> Packets { get; } = [];

        public void Write(in CapturedPacket packet, IReadOnlyList<string>? comments = null) => Packets.Add(packet);

        public void Flush()
        {
        }

        public void Complete()
        {
        }

        public void Dispose()
        {
        }
    }
}
