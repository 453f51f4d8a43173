using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>An entry that can't be read was left out, and is not to look absent: what it might be about is inconclusive.</summary>
public class OddEntryTests
{
    [Theory]
    [InlineData("cluster/nodes.json", "\"projectcalico.org/IPv4Address\": \"172.18.0.3/24\"", "\"projectcalico.org/IPv4Address\": \"172.18.0.3/24\", \"projectcalico.org/x\": \"\\ud800\"")]
    [InlineData("cluster/ippools.json", "\"cidr\": \"10.65.0.0/16\"", "\"cidr\": \"10.65.0.0/99\"")]
    [InlineData("cluster/ipamblocks.json", "\"cidr\": \"10.65.1.0/26\"", "\"cidr\": \"10.65.1.0/x\"")]
    [InlineData("cluster/blockaffinities.json", "\"cidr\": \"10.65.1.0/26\"", "\"cidr\": 7")]
    [InlineData("nodes/node1/links.json", "\"ifname\":\"vxlan.calico\"", "\"ifname\":\"vxlan.calico\",\"ifname\":\"x\"")]
    [InlineData("nodes/node1/addresses.json", "\"local\":\"172.18.0.2\"", "\"local\":\"172.18.0.x\"")]
    [InlineData("nodes/node1/routes.json", "\"dst\":\"10.65.1.0/26\"", "\"dst\":\"10.65.1.0/260\"")]
    [InlineData("nodes/node1/neighbours.json", "\"dst\":\"10.65.1.0\"", "\"dst\":\"nobody\"")]
    [InlineData("nodes/node1/fdb.json", "\"dst\":\"172.18.0.3\"", "\"dst\":\"nobody\"")]
    public void It_makes_nothing_fail(string file, string entry, string odd)
    {
        string text = ChangedSample.Text(file);
        Assert.Contains(entry, text, StringComparison.Ordinal);
        CheckResult[] results = [.. ChangedSample.JudgeAll((file, text.Replace(entry, odd, StringComparison.Ordinal)))];
        Assert.DoesNotContain(results, static r => r.Status is CheckStatus.Fail or CheckStatus.Warning);
        Assert.Contains(results, static r => r.Status == CheckStatus.Inconclusive);

        // As if the file were not there at all.
        Assert.Equal(Lines(ChangedSample.JudgeAll((file, null))), Lines(results));
    }

    private static string[] Lines(IEnumerable<CheckResult> results) => [.. results.Select(static r => r.ToString())];
}
