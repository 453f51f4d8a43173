using CalicoVxlan.Frames;
using CalicoVxlan.Lab;
using CalicoVxlan.Tests.Lab.Signatures;

namespace CalicoVxlan.Tests.Lab;

/// <summary>A lab without faults carries ping, TCP and UDP between all pods, and the frames on the way are those of Calico.</summary>
[Collection(nameof(SignatureCollection))]
public sealed class HealthyLabTests(SignatureLabs labs)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_pods_reach_each_other(bool crossSubnet)
    {
        SignatureLab lab = labs.Get(crossSubnet ? LabShape.CrossSubnet : LabShape.Always);
        (CalicoLabPod From, CalicoLabPod To)[] pairs = [.. lab.Lab.Pods.SelectMany(f => lab.Lab.Pods.Where(t => t != f).Select(t => (f, t)))];
        Assert.Equal(30, pairs.Length);
        using PodsWatch watch = new(lab.Lab.Pods);
        string[] failed = [.. lab.Ask(pairs)];
        Assert.True(failed.Length == 0, string.Join('\n', failed));
        ILookup<string, VxlanFrame> seen = watch.Finish();
        foreach ((CalicoLabPod from, CalicoLabPod to) in pairs)
        {
            // One node forwards, or two.
            int ttl = from.Node == to.Node ? 63 : 62;
            foreach (string protocol in Observation.Protocols)
            {
                int?[] ttls = [.. seen[to.Pod].Where(f => f.Source == from.PodAddress[0] && f.Protocol == protocol).Select(static f => f.Inner?.Ttl).Distinct()];
                Assert.True(ttls is [{ } one] && one == ttl, $"{protocol} from {from} came to {to} with TTL {string.Join(", ", ttls)}, not {ttl}.");
            }
        }
    }

    [Fact]
    public void Frames_are_those_of_the_facts()
    {
        SignatureLab lab = labs.Get(LabShape.Always);
        Observation seen = lab.Observe(new SignatureTraffic { Protocols = ["ICMP"] }, ["ICMP"]);
        VxlanFrame[] way = [.. Enumerable.Range(1, SevenPoints.Count).Select(p => Assert.Single(seen.Requests(p)))];
        CalicoLabNode node1 = lab.Node("node1");
        CalicoLabNode node2 = lab.Node("node2");
        Assert.Equal([98, 98, 98, 148, 148, 98, 98], way.Select(static f => f.Length));
        Assert.Equal([64, 64, 63, 63, 63, 63, 62], way.Select(static f => f.Inner!.Ttl!.Value));
        Assert.All(way[..2], static f => Assert.Equal("ee:ee:ee:ee:ee:ee", f.Inner!.DestinationMac));
        Assert.All(way[2..6], f => Assert.Equal((node1.VtepMac, node2.VtepMac), (f.Inner!.SourceMac, f.Inner.DestinationMac)));
        Assert.Equal("ee:ee:ee:ee:ee:ee", way[6].Inner!.SourceMac);
        Assert.All(way[3..5], f =>
        {
            Assert.Equal((node1.Address, node2.Address, 4096), (f.SourceVtep, f.DestinationVtep, f.Vni));
            Assert.Equal((64, 0, false, 4789), (f.Outer!.Ttl, f.Outer.Dscp, f.Outer.DontFragment, f.Outer.DestinationPort));
            Assert.InRange(f.Outer.SourcePort!.Value, 32768, 60999);
            Assert.NotEqual(ChecksumState.NotPresent, f.Outer.L4Checksum);
            Assert.Equal(0x08, f.Vxlan!.Flags);
        });
        Assert.Equal([62, 62, 63, 63, 63, 63, 64], Enumerable.Range(1, SevenPoints.Count).Select(p => Assert.Single(seen.Replies(p)).Inner!.Ttl!.Value));
    }

    [Fact]
    public void A_subnet_of_CrossSubnet_has_no_VXLAN_inside()
    {
        Observation near = labs.Get(LabShape.CrossSubnet).Observe(new SignatureTraffic(), Observation.Protocols);
        Observation far = labs.Get(LabShape.CrossSubnet).Observe(new SignatureTraffic { To = "node3" }, Observation.Protocols);
        Assert.Equal(Observation.Protocols, near.Answered);
        Assert.Equal(Observation.Protocols, far.Answered);
        Assert.All(near.Requests(4).Concat(near.Requests(5)).Concat(near.Replies(4)), static f => Assert.Null(f.Vni));
        Assert.Empty(near.Requests(3).Concat(near.Requests(6)).Concat(near.Replies(3)).Concat(near.Replies(6)));
        Assert.Equal([62], near.Ttls(7));
        Assert.All(far.Requests(4).Concat(far.Requests(5)).Concat(far.Replies(4)), static f => Assert.Equal(4096, f.Vni));

        // The router between the subnets takes one from the outer TTL, none from the inner.
        Assert.All(far.Requests(5), static f => Assert.Equal((63, 63), (f.Outer!.Ttl, f.Inner!.Ttl)));
        Assert.Equal([62], far.Ttls(7));
    }

    [Fact]
    public void IPv6_has_a_tunnel_of_its_own()
    {
        Observation seen = labs.Get(LabShape.CrossSubnet).Observe(new SignatureTraffic { To = "node3", Protocols = ["ICMPv6"] }, ["ICMPv6"]);
        Assert.True(seen.Last("ICMPv6") == 7 && seen.LastReply("ICMPv6") == 1, seen.ToString());
        Assert.Equal([62], seen.Ttls(7));
        Assert.Equal([63], seen.Ttls(4));
    }
}
