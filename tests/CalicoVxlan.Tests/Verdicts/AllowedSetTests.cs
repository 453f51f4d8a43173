namespace CalicoVxlan.Tests.Verdicts;

/// <summary>The set of addresses from which a node accepts VXLAN, as ipset and nft print it.</summary>
public class AllowedSetTests
{
    private const string Sets = "nodes/node1/ipsets.txt";
    private const string Felix = "cluster/felixconfigurations.json";

    [Fact]
    public void The_peer_alone_is_right() => Assert.Equal(["Pass node1: "], Judge((Sets, Ipset("172.18.0.3"))));

    [Fact]
    public void A_peer_that_is_missing_fails() =>
        Assert.Equal(["Fail node1 < node2: node1: cali40all-vxlan-net lacks 172.18.0.3 of node2"], Judge((Sets, Ipset())));

    [Fact]
    public void An_address_that_is_nobodys_is_named()
    {
        Assert.Equal(["Warning node1 < 172.18.0.9: node1: cali40all-vxlan-net has 172.18.0.9, which is no node's address and not in externalNodesList"], Judge((Sets, Ipset("172.18.0.3", "172.18.0.9"))));
        Assert.Equal(["Pass node1: "], Judge((Sets, Ipset("172.18.0.3", "172.18.0.9")), (Felix, External("172.18.0.9"))));

        Assert.Equal(["172.18.0.9", "172.18.0.10"], Judge((Sets, Ipset("172.18.0.10", "172.18.0.3", "172.18.0.9"))).Select(static r => r.Split("has ")[1].Split(',')[0]));

        // Without the settings nobody knows who else was meant.
        Assert.Equal(["Pass node1: "], Judge((Sets, Ipset("172.18.0.3", "172.18.0.9")), (Felix, null)));
    }

    [Fact]
    public void An_external_endpoint_that_is_missing_fails()
    {
        Assert.Equal(["Fail node1 < 10.9.0.0/24: node1: cali40all-vxlan-net lacks 10.9.0.0/24 of externalNodesList"], Judge((Sets, Ipset("172.18.0.3")), (Felix, External("10.9.0.0/24"))));
        Assert.Equal(["Pass node1: "], Judge((Sets, Ipset("172.18.0.3", "10.8.0.0/15")), (Felix, External("10.9.0.0/24"))));
    }

    [Fact]
    public void Neighbouring_addresses_may_be_one_range() =>
        Assert.Equal(["Pass node1: "], Judge((Sets, "table ip calico {\n\tset cali40all-vxlan-net {\n\t\ttype ipv4_addr\n\t\telements = { 172.18.0.2-172.18.0.3 }\n\t}\n}\n")));

    private static string[] Judge(params (string File, string? Text)[] changes) =>
        [.. ChangedSample.Judge("Peer.AllowedSet", changes).Where(static r => r.Target.StartsWith("node1", StringComparison.Ordinal)).Select(static r => $"{r.Status} {r.Target}: {r.Reason}")];

    private static string Ipset(params string[] members) => "Name: cali40all-vxlan-net\nType: hash:net\nMembers:\n" + string.Concat(members.Select(static m => m + "\n"));

    private static string External(string cidr) =>
        "{\"kind\":\"List\",\"items\":[{\"metadata\":{\"name\":\"default\"},\"spec\":{\"externalNodesList\":[\"" + cidr + "\"]}}]}";
}
