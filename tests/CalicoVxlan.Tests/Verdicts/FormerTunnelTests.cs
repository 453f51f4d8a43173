using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Evidence.Reading;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Policies and NAT rules that name tunnel addresses of before the switch, and those that only look so.</summary>
public class FormerTunnelTests
{
    private const string Policy = "Switch.PolicyAddresses";
    private const string Nat = "Switch.NatAddresses";

    [Fact]
    public void A_set_that_names_an_address_of_ipip_is_named_with_field_and_address()
    {
        CheckResult result = Assert.Single(Cluster(left: true, set: ["10.65.0.0", "10.65.1.9/32"]).Judge(Policy));
        Assert.Equal((CheckStatus.Warning, "GlobalNetworkSet tunnels"), (result.Status, result.Target));
        Assert.Equal("spec.nets[1] names 10.65.1.9, node2's former tunnel address (annotation projectcalico.org/IPv4IPIPTunnelAddr); node2's is 10.65.1.0 now", result.Reason);
        Assert.Equal("10.65.1.0, node2's tunnel address now", result.Expected);
        Assert.Equal("kubectl get globalnetworksets.crd.projectcalico.org tunnels -o yaml | grep -n 10.65.1.9", result.ManualCommand);
        Assert.Contains("refused by the policy", result.Impact, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_has_the_new_addresses_too_is_said_to_be_harmless_now()
    {
        CheckResult result = Assert.Single(Cluster(left: true, set: ["10.65.0.0", "10.65.1.0/28", "10.65.1.9/32"]).Judge(Policy));
        Assert.Equal(CheckStatus.Warning, result.Status);
        Assert.StartsWith("None now", result.Impact, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_object_that_names_it_is_named()
    {
        TestCluster cluster = Cluster(left: true, set: []);
        foreach ((string plural, _) in ReaderSamples.OfCluster.Where(static f => f.Key.Contains("network", StringComparison.Ordinal)))
        {
            cluster.Files[plural] = ReaderSamples.OfCluster[plural].Replace("10.65.0.9", "10.65.1.9", StringComparison.Ordinal);
        }

        Assert.Equal(
            ["NetworkPolicy default/web", "Calico NetworkPolicy default/default.db", "GlobalNetworkPolicy default.out", "NetworkSet default/hosts", "GlobalNetworkSet tunnels"],
            cluster.Judge(Policy).Where(static r => r.Status == CheckStatus.Warning).Select(static r => r.Target));
    }

    [Fact]
    public void The_allocation_alone_tells_it_too()
    {
        TestCluster cluster = Cluster(left: false, set: ["10.65.1.9"]);
        cluster.Files["ipamblocks"] = Blocks(ipip: true);
        Assert.Equal("spec.nets[0] names 10.65.1.9, node2's former tunnel address (IPAM allocation ipip-tunnel-addr-node2); node2's is 10.65.1.0 now", Assert.Single(cluster.Judge(Policy)).Reason);
    }

    [Fact]
    public void Where_nothing_is_left_earlier_evidence_tells()
    {
        TestCluster now = Cluster(left: false, set: ["10.65.1.9"]);
        TestCluster before = Cluster(left: true, set: []);
        before.Files["nodes"] = before.Files["nodes"].Replace("IPv4VXLANTunnelAddr", "IPv4Other", StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Pass, Assert.Single(now.Judge(Policy)).Status);
        CheckResult result = Assert.Single(now.Judge(Policy, before));
        Assert.Equal("spec.nets[0] names 10.65.1.9, node2's former tunnel address (annotation projectcalico.org/IPv4IPIPTunnelAddr, in the earlier evidence); node2's is 10.65.1.0 now", result.Reason);
    }

    [Fact]
    public void Addresses_that_nobody_has_out_of_several_nodes_blocks_are_named_without_it()
    {
        CheckResult result = Assert.Single(Cluster(left: false, set: ["10.65.0.9", "10.65.1.9"]).Judge(Policy));
        Assert.Equal((CheckStatus.Warning, "spec.nets names 10.65.0.9, 10.65.1.9, which nobody has, out of the blocks of node1, node2, as former tunnel addresses would be"), (result.Status, result.Reason));
    }

    [Fact]
    public void One_that_nobody_has_stands_out_among_tunnel_addresses_that_lack_that_nodes()
    {
        CheckResult result = Assert.Single(Cluster(left: false, set: ["10.65.0.0", "10.65.1.9"]).Judge(Policy));
        Assert.Equal((CheckStatus.Warning, "spec.nets names 10.65.1.9, which nobody has, out of the blocks of node2, as former tunnel addresses would be"), Status(result));
    }

    [Theory]
    [InlineData("10.65.0.0/32,10.65.1.0")] // the addresses of now
    [InlineData("10.65.1.0")] // some of them: control planes alone, say
    [InlineData("10.65.0.0,10.65.1.0,10.65.1.9")] // all of now, and one more
    [InlineData("10.65.1.9")] // one that nobody has may be kept for a pod
    [InlineData("10.65.1.9,10.65.1.10,10.65.1.11")] // of one node
    [InlineData("10.65.0.2,10.65.1.2")] // pods
    [InlineData("192.0.2.1,198.51.100.7")] // no pool's
    [InlineData("10.65.0.0/16,10.65.1.8/29,10.65.0.8/29")] // blocks of addresses
    [InlineData("")]
    public void Lists_that_are_none_of_that_pass(string nets) => Assert.Equal(CheckStatus.Pass, Assert.Single(Cluster(left: false, set: nets.Split(',', StringSplitOptions.RemoveEmptyEntries)).Judge(Policy)).Status);

    [Fact]
    public void An_annotation_that_is_the_tunnel_address_of_now_is_not_old()
    {
        TestCluster cluster = Cluster(left: true, set: ["10.65.1.0"]);
        cluster.Files["nodes"] = cluster.Files["nodes"].Replace("10.65.1.9", "10.65.1.0", StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Pass, Assert.Single(cluster.Judge(Policy)).Status);
        Assert.All(cluster.Judge(Nat), static r => Assert.Equal(CheckStatus.NotApplicable, r.Status));
    }

    [Fact]
    public void While_a_pool_is_ipip_its_addresses_are_in_use()
    {
        TestCluster cluster = Cluster(left: true, set: ["10.65.1.9"]);
        cluster.Files["ippools"] = cluster.Files["ippools"].Replace("\"ipipMode\":\"Never\"", "\"ipipMode\":\"Always\"", StringComparison.Ordinal);
        Assert.Equal((CheckStatus.NotApplicable, "a pool is IPIP: its tunnel addresses are in use"), Status(Assert.Single(cluster.Judge(Policy))));
        Assert.All(cluster.Judge(Nat), static r => Assert.Equal(CheckStatus.NotApplicable, r.Status));
    }

    [Fact]
    public void Policies_that_are_not_known_matter_only_where_an_old_address_is()
    {
        TestCluster old = Cluster(left: true, set: []);
        _ = old.Files.Remove("globalnetworksets") && old.Files.Remove("networkpolicies");
        Assert.Equal(
            (CheckStatus.Inconclusive, "the evidence does not hold the NetworkPolicies, GlobalNetworkSets, which may name 10.65.1.9, node2's former tunnel address (annotation projectcalico.org/IPv4IPIPTunnelAddr); it was not asked for and does not count"),
            Status(Assert.Single(old.Judge(Policy))));
        TestCluster clean = Cluster(left: false, set: []);
        _ = clean.Files.Remove("globalnetworksets");
        Assert.Equal((CheckStatus.NotApplicable, "no former tunnel address is known that a list could name; the evidence does not hold the GlobalNetworkSets"), Status(Assert.Single(clean.Judge(Policy))));
    }

    [Fact]
    public void Without_nodes_pools_or_blocks_nothing_is_sure()
    {
        foreach ((string without, bool left) in ((string, bool)[])[("nodes", false), ("nodes", true), ("ippools", true), ("ipamblocks", false)])
        {
            TestCluster cluster = Cluster(left, set: ["10.65.1.10"]);
            _ = cluster.Files.Remove(without);
            Assert.True(CheckStatus.Inconclusive == Assert.Single(cluster.Judge(Policy)).Status, without);
        }
    }

    [Fact]
    public void Nat_rules_of_a_node_are_named_with_their_chain()
    {
        TestCluster cluster = Cluster(left: true, set: []);
        cluster.Firewall["node1"] = "*nat\n[0:0] -A POSTROUTING -s 10.65.1.9/32 ! -o tunl0 -j MASQUERADE\nCOMMIT\n";
        cluster.Firewall["node2"] = "*nat\n[0:0] -A POSTROUTING -s 10.65.1.0/32 -j MASQUERADE\nCOMMIT\n*filter\n[0:0] -A INPUT -s 10.65.1.9/32 -j DROP\nCOMMIT\n";
        CheckResult[] results = cluster.Judge(Nat);
        Assert.Equal([("node1", CheckStatus.Warning), ("node2", CheckStatus.Pass)], results.Select(static r => (r.Target, r.Status)));
        Assert.Equal("nat POSTROUTING names 10.65.1.9, node2's former tunnel address (annotation projectcalico.org/IPv4IPIPTunnelAddr): -A POSTROUTING -s 10.65.1.9/32 ! -o tunl0 -j MASQUERADE", results[0].Reason);
    }

    [Fact]
    public void A_firewall_that_is_not_known_matters_only_where_an_old_address_is()
    {
        Assert.All(Cluster(left: true, set: []).Judge(Nat), static r => Assert.Equal((CheckStatus.Inconclusive, "the evidence does not hold the node's firewall; it was not asked for and does not count"), Status(r)));
        Assert.All(Cluster(left: false, set: []).Judge(Nat), static r => Assert.Equal((CheckStatus.NotApplicable, "no former tunnel address is known that a rule could name"), Status(r)));
    }

    private static (CheckStatus, string?) Status(CheckResult result) => (result.Status, result.Reason);

    /// <summary>Two nodes; node2 may still have 10.65.1.9 of IPIP's time.</summary>
    private static TestCluster Cluster(bool left, string[] set)
    {
        TestCluster cluster = new();
        cluster.Files["nodes"] = ReaderSamples.List(Node(1, ""), Node(2, left ? ",\"projectcalico.org/IPv4IPIPTunnelAddr\":\"10.65.1.9\"" : ""));
        cluster.Files["pods"] = ReaderSamples.List();
        cluster.Files["ippools"] = ReaderSamples.List("""{"metadata":{"name":"p"},"spec":{"cidr":"10.65.0.0/16","vxlanMode":"Always","ipipMode":"Never"}}""");
        cluster.Files["ipamblocks"] = Blocks(ipip: false);
        foreach (string plural in (string[])["networkpolicies", "caliconetworkpolicies", "globalnetworkpolicies", "networksets"])
        {
            cluster.Files[plural] = ReaderSamples.List();
        }

        string nets = string.Join(", ", set.Select(static n => $"\"{n}\""));
        cluster.Files["globalnetworksets"] = ReaderSamples.List($$"""{"metadata":{"name":"tunnels"},"spec":{"nets":[{{nets}}]} }""");
        return cluster;
    }

    private static string Node(int number, string more) =>
        $$"""{"metadata":{"name":"node{{number}}","annotations":{"projectcalico.org/IPv4Address":"172.18.0.{{number}}/24","projectcalico.org/IPv4VXLANTunnelAddr":"10.65.{{number - 1}}.0"{{more}}} } }""";

    // The tunnel address, and a pod at the third.
    private static string Blocks(bool ipip) => ReaderSamples.List([.. Enumerable.Range(1, 2).Select(n => $$"""
        {"metadata":{"name":"b{{n}}"},"spec":{"cidr":"10.65.{{n - 1}}.0/28","affinity":"host:node{{n}}","allocations":[0,null,1,null,null,null,null,null,null,{{(ipip && n == 2 ? "2" : "null")}}],
        "attributes":[{"handle_id":"vxlan-tunnel-addr-node{{n}}","secondary":{"node":"node{{n}}","type":"vxlanTunnelAddress"} },{"handle_id":"k8s-pod-network.x"},{"handle_id":"ipip-tunnel-addr-node{{n}}","secondary":{"node":"node{{n}}","type":"ipipTunnelAddress"} }]} }
        """)]);

    private sealed class TestCluster
    {
        public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Firewall { get; } = new(StringComparer.Ordinal);

        public CheckResult[] Judge(string id, TestCluster? earlier = null)
        {
            CheckContext context = new(Model(), earlier: earlier?.Model());
            return [.. new CheckRun(context, [.. CheckCatalog.All.Where(c => c.Id == id)]).Judge(cancellation: TestContext.Current.CancellationToken)];
        }

        private ClusterModel Model()
        {
            MemoryEvidenceFiles memory = new();
            foreach ((string plural, string text) in Files)
            {
                memory.Put(EvidenceNames.OfCluster(plural), Encoding.UTF8.GetBytes(text));
            }

            foreach ((string node, string text) in Firewall)
            {
                memory.Put(EvidenceNames.OfNode(node, "firewall.txt"), Encoding.UTF8.GetBytes(text));
            }

            return ClusterModel.Of(new CalicoEvidence(memory, new EvidenceHeader { Nodes = ["node1", "node2"] }, "test"));
        }
    }
}
