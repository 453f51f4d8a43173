using System.Text;
using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class PortInferenceTests
{
    public static TheoryData<string, byte[]> Inner => new()
    {
        { "IPv4", Ping() }, { "IPv6", Tcp6Frame() }, { "ARP", Ethernet(EtherType.Arp, Arp()) },
    };

    [Theory]
    [MemberData(nameof(Inner))]
    public void Vxlan_on_an_unknown_port_is_found_with_a_warning(string kind, byte[] inner)
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(inner, port: 5555));
        Assert.Equal((Encapsulation.Vxlan, Vni), (frame.Encapsulation, frame.Vni));
        Assert.Contains("inferred", Assert.Single(frame.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(kind);
    }

    [Theory]
    [InlineData(4789)]
    [InlineData(8472)]
    [InlineData(4790)]
    public void Known_ports_need_no_inference(int port) => Assert.Empty(VxlanFrame.Decode(Vxlan(Ping(), port: port)).Warnings);

    [Fact]
    public void A_port_that_the_call_names_needs_none()
    {
        byte[] bytes = Vxlan([1, 2, 3], port: 5555);
        Assert.Equal(Encapsulation.None, VxlanFrame.Decode(bytes).Encapsulation);
        VxlanFrame frame = VxlanFrame.Decode(bytes, options: new DecodeOptions(5555));
        Assert.Equal((Encapsulation.Vxlan, FrameLayer.Ethernet), (frame.Encapsulation, frame.Stop!.Layer));
    }

    [Fact]
    public void Payloads_that_begin_with_eight_are_not_vxlan()
    {
        Random random = new(8);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] payload = new byte[random.Next(1, 200)];
            random.NextBytes(payload);
            payload[0] = 8;
            Assert.Equal(Encapsulation.None, Decode(payload).Encapsulation);
        }
    }

    [Fact]
    public void A_name_query_with_identification_0x0800_is_not_vxlan()
    {
        byte[] query = [8, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. Encoding.ASCII.GetBytes("cluster"), 5, .. Encoding.ASCII.GetBytes("local"), 0, 0, 1, 0, 1];
        Assert.Equal(Encapsulation.None, Decode(query).Encapsulation);
    }

    public static TheoryData<string, Action<byte[]>> Doubts => new()
    {
        { "other flags", static p => p[0] = 0x88 },
        { "a reserved bit", static p => p[7] = 1 },
        { "no VNI", static p => p.AsSpan(4, 3).Clear() },
        { "a source MAC that is a group", static p => p[14] |= 1 },
        { "an unknown type", static p => p[20] = 0x12 },
        { "a wrong inner header checksum", static p => p[32] ^= 1 },
        { "an inner length beyond the datagram", static p => { p[24] = 1; p[32] ^= 1; } },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void One_doubt_is_enough(string doubt, Action<byte[]> spoil)
    {
        byte[] payload = [.. VxlanHeader(), .. Ping()];
        Assert.Equal(Encapsulation.Vxlan, Decode(payload).Encapsulation);
        spoil(payload);
        Assert.True(Decode(payload).Encapsulation == Encapsulation.None, doubt);
    }

    [Fact]
    public void Every_frame_of_the_lab_on_a_strange_port_is_still_found()
    {
        foreach (CapturedPacket packet in Samples.Packets(Samples.Lab("3-node3.pcapng")))
        {
            byte[] bytes = packet.Data.ToArray();
            VxlanFrame frame = VxlanFrame.Decode(bytes, wireLength: packet.WireLength);
            if (frame.Encapsulation == Encapsulation.Vxlan)
            {
                (bytes[36], bytes[37]) = (0x30, 0x39);
                VxlanFrame moved = VxlanFrame.Decode(bytes, wireLength: packet.WireLength);
                Assert.Equal((frame.Vni, frame.Info), (moved.Vni, moved.Info));
            }
        }
    }

    private static VxlanFrame Decode(byte[] payload) =>
        VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1234, 12345, payload), Node1, Node3)));
}
