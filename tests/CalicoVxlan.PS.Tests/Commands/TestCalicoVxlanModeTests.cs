using System.Text.Json;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>The verdict as a command; the exit code is the process's, so these don't run beside each other.</summary>
[Collection("one log")]
public class TestCalicoVxlanModeTests
{
    private static readonly string Healthy = Snapshots.Of(Snapshots.Healthy);
    private static readonly string Broken = Snapshots.Of(Snapshots.Broken);

    [Fact]
    public void The_healthy_sample_is_well()
    {
        CheckResult[] rows = Rows(Cvx.Invoke($"Test-CalicoVxlanMode {Healthy}"));
        Assert.True(rows.Length > 100);
        Assert.DoesNotContain(rows, static r => r.Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Inconclusive);
    }

    [Fact]
    public void The_broken_sample_has_exactly_its_faults()
    {
        CheckResult[] rows = [.. Rows(Cvx.Invoke($"Test-CalicoVxlanMode {Broken}")).Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))];
        Assert.Equal(
            ["Fail Peer.Fdb node2 > node1", "Fail Switch.Probes cluster", "Warning Known.StaleProbes cluster", "Warning Switch.Rollout cluster"],
            rows.Select(static r => $"{r.Status} {r.Id} {r.Target}").Order(StringComparer.Ordinal));
        Assert.All(rows, static r => Assert.All([r.Reason, r.Evidence, r.Impact, r.Remedy, r.ManualCommand], static text => Assert.False(string.IsNullOrEmpty(text))));
    }

    [Fact]
    public void Rows_of_clusters_that_are_judged_together_say_where_they_are_from()
    {
        CheckResult[] rows = Rows(Cvx.Invoke($"Import-CalicoEvidence '{Snapshots.Healthy}','{Snapshots.Broken}' | Test-CalicoVxlanMode -Include Peer.Fdb"));
        Assert.Equal([(Snapshots.Healthy, 2), (Snapshots.Broken, 2)], rows.GroupBy(static r => r.Source!).Select(static g => (g.Key, g.Count())));
        Assert.Equal("node2 > node1", Assert.Single(rows, static r => r.Status == CheckStatus.Fail && r.Source == Snapshots.Broken).Target);
        Assert.DoesNotContain("Source", Cvx.Run($"Test-CalicoVxlanMode -Include Peer.Fdb {Healthy}").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Include Peer", "Peer")]
    [InlineData("-Include Peer.Fdb,mtu", "Mtu Peer")]
    [InlineData("-Include *.Fdb", "Peer")]
    [InlineData("-Exclude Known,Wire,Host,Mtu,Device,Address,Switch", "Peer")]
    [InlineData("-Include Peer,Mtu -Exclude Peer.*", "Mtu")]
    public void Checks_are_chosen_by_id_and_category(string choice, string categories)
    {
        HostResult result = Cvx.Invoke($"Test-CalicoVxlanMode {choice} {Healthy}");
        Assert.Empty(result.Errors);
        Assert.Equal(categories.Split(' '), Rows(result).Select(static r => r.Category).Distinct().Order());
    }

    [Theory]
    [InlineData("-Include Nope")]
    [InlineData("-Exclude Peer.Nope")]
    public void A_check_that_is_not_there_is_an_error(string choice)
    {
        HostResult result = Cvx.Invoke($"Test-CalicoVxlanMode {choice} {Healthy}");
        Assert.StartsWith("NoSuchCheck", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Always", true)]
    [InlineData("-Mode crosssubnet", false)]
    public void What_is_demanded_decides(string mode, bool passes) =>
        Assert.Equal(passes, Assert.Single(Cvx.Invoke($"Test-CalicoVxlanMode {mode} {Healthy} -Quiet").Output));

    [Fact]
    public void Quiet_is_true_only_when_everything_that_decides_is_known()
    {
        using Folder folder = new();
        string cut = Snapshots.Of(Snapshots.Without(folder, "fdb.json"));
        Assert.Equal(false, Assert.Single(Cvx.Invoke($"Test-CalicoVxlanMode {cut} -Quiet").Output));
        Assert.Equal(false, Assert.Single(Cvx.Invoke($"Test-CalicoVxlanMode {Broken} -Quiet").Output));
        Assert.Equal([true, false], Cvx.Invoke($"Import-CalicoEvidence '{Snapshots.Healthy}','{Snapshots.Broken}' | Test-CalicoVxlanMode -Quiet").Output.Cast<bool>());
        Assert.Contains(Rows(Cvx.Invoke($"Test-CalicoVxlanMode {cut} -Include Peer.Fdb")), static r => r.Status == CheckStatus.Inconclusive);
    }

    [Fact]
    public void The_exit_code_says_failed_inconclusive_or_well()
    {
        using Folder folder = new();
        string cut = Snapshots.Without(folder, "fdb.json");
        Assert.Equal(0, Cvx.Run($"Test-CalicoVxlanMode {Healthy} | Out-Null").Code);
        Assert.Equal(3, Cvx.Run($"Test-CalicoVxlanMode {Broken} -Quiet").Code);
        Assert.Equal(4, Cvx.Run($"Test-CalicoVxlanMode {Snapshots.Of(cut)} | Out-Null").Code);
        Assert.Equal(0, Cvx.Run($"Test-CalicoVxlanMode {Broken} -Include Switch.Rollout").Code);
        Assert.Equal(3, Cvx.Run($"Import-CalicoEvidence '{Snapshots.Broken}','{cut}' | Test-CalicoVxlanMode -Quiet").Code);
        Assert.Equal(1, Cvx.Run($"Test-CalicoVxlanMode {Broken} -Include Nope").Code);
        Assert.NotEqual(0, Cvx.Run("Test-CalicoVxlanMode -Evidence /no/such/snapshot").Code);
    }

    [Theory]
    [InlineData("-Evidence /no/such/snapshot")]
    [InlineData("-Evidence ./nothing.zip")]
    public void Evidence_that_is_not_there_is_refused(string evidence) =>
        Assert.StartsWith("ParameterArgumentTransformationError", Cvx.ErrorId($"Test-CalicoVxlanMode {evidence}"), StringComparison.Ordinal);

    [Fact]
    public void Captures_let_the_wire_be_judged()
    {
        Assert.All(Rows(Cvx.Invoke($"Test-CalicoVxlanMode -Include Wire {Healthy}")), static r => Assert.Equal(CheckStatus.NotApplicable, r.Status));
        HostResult judged = Cvx.Invoke($"Test-CalicoVxlanMode -Include Wire {Healthy} -CapturePath '{Cvx.Samples}/*.pcapng'");
        Assert.Empty(judged.Errors);
        Assert.Contains(Rows(judged), static r => r.Status != CheckStatus.NotApplicable);
    }

    [Fact]
    public void An_earlier_snapshot_lets_counters_be_judged() =>
        Assert.All(Rows(Cvx.Invoke($"Test-CalicoVxlanMode -Include Host.Counters {Healthy} -Earlier '{Snapshots.Healthy}'")), static r => Assert.Equal(CheckStatus.Pass, r.Status));

    [Fact]
    public void Views_and_json_have_what_the_objects_have()
    {
        string table = Cvx.Run($"Test-CalicoVxlanMode {Broken} -Include Peer").Output;
        Assert.Contains("Category: Peer: 1 Fail, 14 Pass", table, StringComparison.Ordinal);
        Assert.Matches(@"Fail +Peer\.Fdb +node2 > node1 +node2: FDB entry", table);
        Assert.Matches(@"ManualCommand +: bridge fdb show dev vxlan\.calico", Cvx.Run($"Test-CalicoVxlanMode {Broken} -Include Peer.Fdb | Format-List").Output);
        string[] lines = Cvx.Run($"Test-CalicoVxlanMode {Broken} -Include Peer.Fdb | ConvertTo-Json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using JsonDocument json = JsonDocument.Parse(lines[0]);
        Assert.Equal("Fail", json.RootElement.GetProperty("Status").GetString());
    }

    private static CheckResult[] Rows(HostResult result) => [.. result.Output.Cast<CheckResult>()];
}
