using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.Model;
using CalicoVxlan.Verdicts;
using CalicoVxlan.Verdicts.Checks.Known;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Known issues of which the evidence does not hold everything: what is known decides first, and what is left open is said.</summary>
public class KnownIssueTests
{
    private const string Kernel = "nodes/node1/kernel.txt";
    private const string Offloads = "nodes/node1/offloads.txt";

    [Theory]
    [InlineData("Known.2082", "node1", CheckStatus.Pass, null)]
    [InlineData("Known.9450", "node1", CheckStatus.NotApplicable, "calico is v3.32.1; the issue needs less than v3.28.3")]
    [InlineData("Known.11689", "cluster", CheckStatus.NotApplicable, "dataplane is Linux; the issue needs eBPF")]
    public void Of_the_whole_sample(string id, string target, CheckStatus status, string? reason) => Check(id, target, status, reason);

    [Theory]
    [InlineData("Known.6752", "nodes/node1/links.json", "node1", "other VXLAN devices on the port")]
    [InlineData("Known.10692", "cluster/felixconfigurations.json", "cluster", "vxlanMTU of FelixConfiguration")]
    [InlineData("Known.7757", "nodes/node1/links.json", "node1", "device", "cluster/felixconfigurations.json", "vxlanEnabled")]
    public void What_nothing_known_rules_out_is_inconclusive(string id, string file, string target, string missing, string? file2 = null, string? missing2 = null) =>
        Check(id, target, CheckStatus.Inconclusive, $"the evidence does not hold {missing}{(missing2 is null ? "" : ", " + missing2)}", (file, null), (file2 ?? file, null));

    [Theory]
    [InlineData("Known.4022", "nodes/node1/routes.json", CheckStatus.NotApplicable)]
    [InlineData("Known.9450", "nodes/node1/neighbours.json", CheckStatus.NotApplicable)]
    [InlineData("Known.8924", "nodes/node1/links.json", CheckStatus.NotApplicable)]
    [InlineData("Known.6310", "cluster/felixconfigurations.json", CheckStatus.Pass)]
    [InlineData("Known.7757", "nodes/node1/links.json", CheckStatus.Pass)]
    [InlineData("Known.7757", "cluster/felixconfigurations.json", CheckStatus.Pass)]
    public void What_something_known_rules_out_is_not(string id, string file, CheckStatus status) =>
        Assert.Equal(status, ChangedSample.Judge(id, (file, null)).First(static r => r.Target is "node1" or "cluster").Status);

    [Fact]
    public void What_cannot_be_had_through_calico_node_makes_no_run_inconclusive()
    {
        Check("Known.3145", "node1", CheckStatus.NotApplicable, "the evidence does not hold tx-checksum-ip-generic: calico-node's image has no ethtool", (Kernel, "5.4.0-1-amd64\n"), (Offloads, null));
        Assert.Equal(CheckStatus.Fail, ChangedSample.Judge("Known.3145", (Kernel, "5.4.0-1-amd64\n")).First(static r => r.Target == "node1").Status);
    }

    [Theory]
    [InlineData("Known.12179", "nodes/node1/routes.json", "{\"type\":\"unicast\",\"dst\":\"10.65.1.0\",\"dev\":\"vxlan.calico\",\"protocol\":\"boot\",\"scope\":\"link\",\"flags\":[]}", "routes to single tunnel addresses is 1")]
    [InlineData("Known.1375", "nodes/node1/links.json", "{\"ifindex\":99,\"ifname\":\"tunl0\",\"flags\":[\"NOARP\",\"UP\"],\"mtu\":1480,\"operstate\":\"UNKNOWN\",\"link_type\":\"ipip\"}", "tunl0 is without an address")]
    public void What_looks_odd_and_does_no_harm_passes_and_says_so(string id, string file, string entry, string held)
    {
        string text = ChangedSample.Text(file).TrimEnd();
        CheckResult result = ChangedSample.Judge(id, (file, text[..^1] + "," + entry + "]"), ("cluster/clusterinformations.json", ChangedSample.Text("cluster/clusterinformations.json").Replace("v3.32.1", "v3.31.4", StringComparison.Ordinal)))
            .Single(static r => r.Target == "node1");
        Assert.Equal((CheckStatus.Pass, true), (result.Status, result.Reason?.Contains(held, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_another_check_found_is_the_known_issues_reason()
    {
        string routes = ChangedSample.Text("nodes/node1/routes.json").Replace("\"default\"", "\"192.0.2.0/24\"", StringComparison.Ordinal);
        CheckResult result = ChangedSample.Judge("Known.NoDefaultRoute", ("nodes/node1/routes.json", routes)).Single(static r => r.Target == "node1");
        Assert.Equal((CheckStatus.Fail, "node1 has no default route, and no other to 169.254.1.1: without a route to 169.254.1.1 the node answers no pod's ARP"), (result.Status, result.Reason));

        // What that check can't tell, it says itself.
        CheckResult unknown = ChangedSample.Judge("Known.NoDefaultRoute", ("nodes/node1/routes.json", null)).Single(static r => r.Target == "node1");
        Assert.Equal((CheckStatus.NotApplicable, "Host.DefaultRoute is Inconclusive; the issue needs Fail"), (unknown.Status, unknown.Reason));
    }

    [Fact]
    public void Every_condition_names_a_fact_or_a_check()
    {
        using CalicoEvidence sample = EvidenceSnapshot.Open(Path.Combine(Samples.Root, "module/Samples/evidence"));
        ClusterModel model = ClusterModel.Of(sample);
        IReadOnlyDictionary<string, string?> facts = new CheckContext(model).Of(model.Nodes[0], model.Tables("node1")).Facts;
        Assert.All(KnownIssueCatalog.Issues.SelectMany(static i => i.Conditions), c => Assert.True(facts.ContainsKey(c.Fact) || CheckCatalog.Find(c.Fact) is { Category: not "Known" }, c.ToString()));
        Assert.All(KnownIssueCatalog.Issues.SelectMany(static i => i.Conditions), static c => Assert.Contains(c.Is, (string[])["equal", "not", "less", "least", "above", "contains", "begins"]));
    }

    [Fact]
    public void The_sample_is_not_inconclusive_at_all() =>
        Assert.All(ChangedSample.Judge("Known"), static r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, r.ToString()));

    private static void Check(string id, string target, CheckStatus status, string? reason, params (string File, string? Text)[] changes)
    {
        CheckResult result = ChangedSample.Judge(id, changes).Single(r => r.Target == target);
        Assert.Equal((status, reason), (result.Status, result.Reason));
    }
}
