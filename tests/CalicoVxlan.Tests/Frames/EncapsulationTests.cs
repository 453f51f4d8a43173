using CalicoVxlan.Frames;
using CalicoVxlan.Packets;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Frames;

public class EncapsulationTests
{
    [Fact]
    public void Vxlan_over_IPv4()
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(Ping()));
        Assert.Equal(Encapsulation.Vxlan, frame.Encapsulation);
        Assert.Equal(Vni, frame.Vni);
        Assert.Equal((Node1, Node3), (frame.SourceVtep, frame.DestinationVtep));
        Assert.Equal((PodA, PodB, "ICMP"), (frame.Source, frame.Destination, frame.Protocol));
        Assert.Equal((54321, 4789), (frame.Outer!.SourcePort, frame.Outer.DestinationPort));
        Assert.Equal(("66:f9:37:c3:7e:94", "66:a4:6f:e0:c4:da"), (frame.Inner!.SourceMac, frame.Inner.DestinationMac));
        Assert.Empty(frame.Warnings);
        Assert.Null(frame.Stop);
    }

    [Fact]
    public void Vxlan_over_IPv6()
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan6(Tcp6Frame()));
        Assert.Equal((Node16, Node36, Vni), (frame.SourceVtep, frame.DestinationVtep, frame.Vni));
        Assert.Equal((PodA6, 40000, PodB6, 80), (frame.Source, frame.SourcePort, frame.Destination, frame.DestinationPort));
        Assert.Equal((6, 64, 64), (frame.Inner!.IpVersion, frame.Inner.Ttl, frame.Inner.PayloadLength));
        Assert.Null(frame.Inner.Identification);
        Assert.False(frame.Inner.MoreFragments);
        Assert.Equal(0, frame.Inner.FragmentOffset);
    }

    [Fact]
    public void Vlan_tags_belong_to_the_packet_that_has_them()
    {
        byte[] inner = Tag(Tag(Ping(), 20), 10, EtherType.ServiceVlan);
        VxlanFrame frame = VxlanFrame.Decode(Tag(Tag(Tag(Vxlan(inner), 3), 2, EtherType.OldServiceVlan), 0x7001, EtherType.ServiceVlan));
        Assert.Equal([1, 2, 3], frame.Outer!.VlanIds);
        Assert.Equal([10, 20], frame.Inner!.VlanIds);
        Assert.Equal((int)EtherType.Ipv4, frame.Inner.EtherType);
        Assert.Equal(PodA, frame.Source);
    }

    [Fact]
    public void Nested_tunnels_give_the_outermost_VNI_and_the_innermost_packet()
    {
        byte[] middle = Vxlan(Ping(), vni: 7, source: "10.0.0.1", destination: "10.0.0.2");
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(middle));
        Assert.Equal((Vni, Node1, PodA), (frame.Vni, frame.SourceVtep, frame.Source));
        Assert.Equal([Vni, 7], frame.Tunnels.Select(static t => t.Vni));
        Assert.Equal([Node1, "10.0.0.1"], frame.Tunnels.Select(static t => t.Headers.Source));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(20, true)]
    public void Tunnels_are_followed_eight_deep(int depth, bool warned)
    {
        byte[] bytes = Ping();
        for (int i = depth; i > 0; i--)
        {
            bytes = Vxlan(bytes, vni: i);
        }

        VxlanFrame frame = VxlanFrame.Decode(bytes);
        Assert.Equal(Enumerable.Range(1, Math.Min(depth, 8)).Cast<int?>(), frame.Tunnels.Select(static t => t.Vni));
        Assert.Equal(warned, frame.Warnings.Any(static w => w.Contains("too many tunnels", StringComparison.Ordinal)));
        Assert.Equal(warned ? Node1 : PodA, frame.Source);
        Assert.NotEmpty(frame.Info);
    }

    [Fact]
    public void Ip_in_ip()
    {
        byte[] inner = Ping()[14..];
        VxlanFrame frame = VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv4, inner, Node1, Node3)));
        Assert.Equal(Encapsulation.IpIp, frame.Encapsulation);
        Assert.Null(frame.Vni);
        Assert.Null(frame.Vxlan);
        Assert.Equal((Node1, PodB), (frame.SourceVtep, frame.Destination));
        Assert.Null(frame.Inner!.SourceMac);
        Assert.Equal(Encapsulation.IpIp, Assert.Single(frame.Tunnels).Encapsulation);
    }

    [Fact]
    public void IPv6_in_IPv4_and_the_other_way_round()
    {
        VxlanFrame sixInFour = VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv6, Tcp6Frame()[14..], Node1, Node3)));
        Assert.Equal((Encapsulation.IpIp, PodA6, 4), (sixInFour.Encapsulation, sixInFour.Source, sixInFour.Outer!.IpVersion));
        VxlanFrame fourInSix = VxlanFrame.Decode(Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Ipv4, TcpFrame()[14..], Node16, Node36)));
        Assert.Equal((Encapsulation.IpIp, PodA, 6), (fourInSix.Encapsulation, fourInSix.Source, fourInSix.Outer!.IpVersion));
    }

    [Fact]
    public void Vxlan_in_ip_in_ip_has_its_VNI()
    {
        VxlanFrame frame = VxlanFrame.Decode(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv4, Vxlan(Ping())[14..], "10.1.0.1", "10.1.0.2")));
        Assert.Equal((Encapsulation.IpIp, Vni, "10.1.0.1"), (frame.Encapsulation, frame.Vni, frame.SourceVtep));
        Assert.Equal([null, Vni], frame.Tunnels.Select(static t => t.Vni));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Gpe_names_what_it_carries(byte next)
    {
        byte[] inner = next == 1 ? Ping()[14..] : Ping();
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(inner, port: 4790, header: VxlanHeader(flags: 0x0c, reserved: next)));
        Assert.Equal((Encapsulation.VxlanGpe, Vni, PodA), (frame.Encapsulation, frame.Vni, frame.Source));
        Assert.Equal(next, frame.Vxlan!.NextProtocol);
        Assert.Null(frame.Vxlan.GroupPolicyId);
        Assert.Empty(frame.Warnings);
    }

    [Fact]
    public void Gpe_carries_IPv6_and_network_service_headers()
    {
        byte[] header = VxlanHeader(flags: 0x0c, reserved: 2);
        Assert.Equal(PodA6, VxlanFrame.Decode(Vxlan(Tcp6Frame()[14..], port: 4790, header: header)).Source);

        header = VxlanHeader(flags: 0x0c, reserved: 4);
        byte[] service = [0x0f, 0xc2, 2, 3, 0, 0, 0xfe, 5];
        VxlanFrame frame = VxlanFrame.Decode(Vxlan([.. service, .. Ping()], port: 4790, header: header));
        Assert.Equal(PodA, frame.Source);
        Assert.Equal("66:f9:37:c3:7e:94", frame.Inner!.SourceMac);
        Assert.Null(frame.Stop);
    }

    [Fact]
    public void Gpe_without_the_P_flag_carries_Ethernet() =>
        Assert.Equal(PodA, VxlanFrame.Decode(Vxlan(Ping(), port: 4790)).Source);

    [Fact]
    public void Gpe_with_what_nobody_knows_stops_as_unsupported()
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(Ping(), port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 5)));
        Assert.Equal((FrameLayer.Vxlan, StopKind.Unsupported), (frame.Stop!.Layer, frame.Stop.Kind));
        Assert.Equal(Vni, frame.Vni);
    }

    [Theory]
    [InlineData(0)] // shorter than itself
    [InlineData(1)]
    [InlineData(63)] // longer than the frame
    public void A_network_service_header_of_impossible_length_is_malformed(byte words)
    {
        byte[] service = [0x0f, (byte)(0xc0 | words), 2, 3, 0, 0, 0xfe, 5];
        VxlanFrame frame = VxlanFrame.Decode(Vxlan([.. service, .. Ping()], port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 4)));
        Assert.Equal((FrameLayer.Nsh, StopKind.Malformed), (frame.Stop!.Layer, frame.Stop.Kind));
    }

    [Fact]
    public void Group_policy()
    {
        VxlanFrame frame = VxlanFrame.Decode(Vxlan(Ping(), header: VxlanHeader(flags: 0x88, reserved: 0x48_1234)));
        Assert.Equal((0x1234, true, true), (frame.Vxlan!.GroupPolicyId, frame.Vxlan.DontLearn, frame.Vxlan.PolicyApplied));
        Assert.Empty(frame.Warnings);
        Assert.Equal(PodA, frame.Source);
        Assert.Null(VxlanFrame.Decode(Vxlan(Ping())).Vxlan!.GroupPolicyId);
    }

    [Fact]
    public void A_bare_frame_is_its_own_inner_packet()
    {
        VxlanFrame frame = VxlanFrame.Decode(Tag(TcpFrame(), 12));
        Assert.Equal(Encapsulation.None, frame.Encapsulation);
        Assert.Null(frame.Outer);
        Assert.Null(frame.SourceVtep);
        Assert.Equal((PodA, 40000, 12), (frame.Source, frame.SourcePort, frame.Inner!.VlanIds[0]));
        Assert.Empty(frame.Tunnels);
    }
}
