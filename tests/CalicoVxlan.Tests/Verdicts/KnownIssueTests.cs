using CalicoVxlan.Verdicts;

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
    [InlineData("Known.6927", "nodes/node1/links.json", "node1", "device parent")]
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

    [Fact]
    public void The_sample_is_not_inconclusive_at_all() =>
        Assert.All(ChangedSample.Judge("Known"), static r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, r.ToString()));

    private static void Check(string id, string target, CheckStatus status, string? reason, params (string File, string? Text)[] changes)
    {
        CheckResult result = ChangedSample.Judge(id, changes).Single(r => r.Target == target);
        Assert.Equal((status, reason), (result.Status, result.Reason));
    }
}
