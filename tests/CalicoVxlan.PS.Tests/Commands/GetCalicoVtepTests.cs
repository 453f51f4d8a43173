using System.Text.Json;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Lookups;

namespace CalicoVxlan.PS.Tests.Commands;

public class GetCalicoVtepTests
{
    private static readonly string Healthy = Snapshots.Of(Snapshots.Healthy);
    private static readonly string Broken = Snapshots.Of(Snapshots.Broken);

    [Theory]
    [InlineData("", "node1 node2")]
    [InlineData("node2", "node2")]
    [InlineData("-Node NODE*", "node1 node2")]
    [InlineData("none*", "")]
    public void Nodes_are_chosen_by_name(string choice, string nodes) =>
        Assert.Equal(nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries), Cvx.Invoke($"Get-CalicoVtep {choice} {Healthy}").Output.Cast<CalicoVtep>().Select(static r => r.Node));

    [Fact]
    public void What_was_found_is_what_is_expected()
    {
        CalicoVtep row = Assert.IsType<CalicoVtep>(Assert.Single(Cvx.Invoke($"Get-CalicoVtep node1 {Healthy}").Output));
        Assert.Equal(("Present", 4096, 4789, "172.18.0.2", "eth0", "66:f9:37:c3:7e:94", "10.65.0.0", 1450), (row.State, row.Vni, row.Port, row.LocalAddress, row.Parent, row.Mac, row.TunnelAddress, row.Mtu));
        Assert.Equal(
            (row.Vni, row.Port, row.LocalAddress, row.Parent, row.Mac, row.TunnelAddress, row.Mtu),
            (row.ExpectedVni, row.ExpectedPort, row.ExpectedLocalAddress, row.ExpectedParent, row.ExpectedMac, row.ExpectedTunnelAddress, row.ExpectedMtu));
        Assert.Null(row.Problem);
    }

    [Fact]
    public void A_missing_entry_is_one_row_with_a_problem()
    {
        CalicoVtepPeer[] all = [.. Cvx.Invoke($"Get-CalicoVtep -Peer {Broken}").Output.Cast<CalicoVtepPeer>()];
        Assert.Equal([("node1", "node2"), ("node2", "node1")], all.Select(static r => (r.Node, r.Peer!)));
        CalicoVtepPeer row = Assert.IsType<CalicoVtepPeer>(Assert.Single(Cvx.Invoke($"Get-CalicoVtep -Peer -HasProblem {Broken}").Output));
        Assert.Equal(("node2", PeerEntryState.Present, PeerEntryState.Missing, PeerEntryState.Present), (row.Node, row.Neighbour, row.Fdb, row.Route));
        Assert.Contains("66:f9:37:c3:7e:94", row.Problem, StringComparison.Ordinal);
        Assert.Empty(Cvx.Invoke($"Get-CalicoVtep -Peer -HasProblem {Healthy}").Output);
    }

    [Fact]
    public void Rows_name_nodes_for_the_next_command()
    {
        HostResult result = Cvx.Invoke($"Get-CalicoVtep -Peer -HasProblem {Broken} | Get-CalicoVtep {Broken}");
        Assert.Equal("node2", Assert.IsType<CalicoVtep>(Assert.Single(result.Output)).Node);
    }

    [Fact]
    public void A_node_that_is_not_there_is_an_error_and_the_others_are_shown()
    {
        HostResult result = Cvx.Invoke($"Get-CalicoVtep node9,node1 {Healthy}");
        Assert.StartsWith("NoSuchNode", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(result.Errors[0].ErrorDetails!.RecommendedAction!);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Tables_a_file_is_missing_for_are_unknown()
    {
        using Folder folder = new();
        string cut = Snapshots.Without(folder, "fdb.json");
        CalicoVtepPeer[] rows = [.. Cvx.Invoke($"Get-CalicoVtep -Peer {Snapshots.Of(cut)}").Output.Cast<CalicoVtepPeer>()];
        Assert.All(rows, static r => Assert.Equal((PeerEntryState.Present, PeerEntryState.Unknown), (r.Neighbour, r.Fdb)));
    }

    [Fact]
    public void Views_and_json_have_what_the_objects_have()
    {
        Assert.Matches(@"node1 +Present +4096 +4789 172\.18\.0\.2 +eth0", Cvx.Run($"Get-CalicoVtep {Healthy}").Output);
        Assert.Matches(@"ExpectedMac +: 66:f9:37:c3:7e:94", Cvx.Run($"Get-CalicoVtep node1 {Healthy} | Format-List").Output);
        string peers = Cvx.Run($"Get-CalicoVtep -Peer {Broken}").Output;
        Assert.Contains("Node: node2", peers, StringComparison.Ordinal);
        Assert.Matches(@"node1 +10\.65\.0\.0 +66:f9:37:c3:7e:94 172\.18\.0\.2 +Present +Missing +Present", peers);
        using JsonDocument json = JsonDocument.Parse(Cvx.Run($"Get-CalicoVtep -Peer node2 {Broken} | ConvertTo-Json").Output);
        Assert.Equal("Missing", json.RootElement.GetProperty("Fdb").GetString());
    }
}
