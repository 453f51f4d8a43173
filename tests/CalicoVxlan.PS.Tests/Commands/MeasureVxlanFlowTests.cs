using CalicoVxlan.Flows;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Commands;

public class MeasureVxlanFlowTests
{
    [Theory]
    [InlineData("Conversation")]
    [InlineData("Flow")]
    [InlineData("Vtep")]
    [InlineData("Vni")]
    [InlineData("CapturePoint")]
    public void The_pipeline_and_the_fast_way_give_the_same_rows(string by)
    {
        string files = $"'{Cvx.Samples}/*.pcapng'";
        foreach (string filter in new[] { "", "-All", "-All -Protocol TCP", "-Address 172.16.28.34 -All" })
        {
            (_, string piped, _) = Cvx.Run($"Get-VxlanFrame {files} {filter} | Measure-VxlanFlow -By {by} | ConvertTo-Json");
            (_, string read, _) = Cvx.Run($"Measure-VxlanFlow {files} {filter} -By {by} | ConvertTo-Json");
            Assert.Equal(piped, read);
            Assert.NotEmpty(read);
        }
    }

    [Fact]
    public void Copies_at_three_points_are_no_retransmissions()
    {
        VxlanFlow[] flows = [.. Cvx.Invoke($"Measure-VxlanFlow '{Cvx.Node1}' -All").Output.Cast<VxlanFlow>()];
        Assert.Equal(9, flows.Count(static f => f.Protocol == "TCP"));
        Assert.Equal(0, flows.Sum(static f => f.Retransmissions ?? 0));
        Assert.Equal(502, flows.Sum(static f => f.Frames));
    }

    [Fact]
    public void Evidence_names_pods_and_nodes()
    {
        using Folder folder = new();
        string evidence = Snapshots.Of(Snapshots.OfCaptures(folder));
        VxlanFlow[] pods = [.. Cvx.Invoke($"Measure-VxlanFlow '{Cvx.Node1}' -By Pod {evidence}").Output.Cast<VxlanFlow>()];
        Assert.Equal([("shop/a", "shop/b"), ("shop/b", "shop/a")], pods.Select(static f => (f.SourcePod!, f.DestinationPod!)).Distinct().Order());
        Assert.Equal(273, pods.Sum(static f => f.Frames));
        VxlanFlow[] nodes = [.. Cvx.Invoke($"Measure-VxlanFlow '{Cvx.Node1}' -By Node {evidence}").Output.Cast<VxlanFlow>()];
        Assert.Equal([("one", "two"), ("two", "one")], nodes.Select(static f => (f.SourceNode!, f.DestinationNode!)).Distinct().Order());
        Assert.Equal(273, nodes.Sum(static f => f.Frames));
        (_, string piped, _) = Cvx.Run($"Get-VxlanFrame '{Cvx.Node1}' {evidence} | Measure-VxlanFlow -By Pod {evidence} | ConvertTo-Json");
        (_, string read, _) = Cvx.Run($"Measure-VxlanFlow '{Cvx.Node1}' -By Pod {evidence} | ConvertTo-Json");
        Assert.Equal(piped, read);
        Assert.Matches("shop/a +.*shop/b", Cvx.Run($"Measure-VxlanFlow '{Cvx.Node1}' -By Pod {evidence}").Output);
    }

    [Fact]
    public void Two_nodes_eth0_are_two_points()
    {
        VxlanFlow[] rows = [.. Cvx.Invoke($"Measure-VxlanFlow '{Cvx.Samples}/*.pcapng' -By Vtep").Output.Cast<VxlanFlow>()];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, static r => Assert.Equal("eth0", r.CapturePoint));
        Assert.Equal(2, rows.Select(static r => r.Path).Distinct().Count());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("1000ms")]
    [InlineData("0.5")]
    [InlineData("00:00:01")]
    public void An_interval_makes_a_series_that_adds_up(string interval)
    {
        VxlanFlow[] rows = [.. Cvx.Invoke($"Measure-VxlanFlow '{Cvx.Node1}' -By Vni -Interval {interval}").Output.Cast<VxlanFlow>()];
        Assert.True(rows.Length >= 3);
        Assert.Equal(273, rows.Sum(static r => r.Frames));
        Assert.Equal(rows.OrderBy(static r => r.IntervalStart), rows);
        Assert.All(rows, static r => Assert.True(r.FirstSeen >= r.IntervalStart));
    }

    [Fact]
    public void Counting_ends_a_live_capture_only_after_it_began()
    {
        HostResult result = Cvx.Invoke("Measure-VxlanFlow -Interface nope0 -Count 1");
        Assert.Equal("NoSuchInterface,CalicoVxlan.PS.Commands.MeasureVxlanFlowCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(result.Output);
    }
}
