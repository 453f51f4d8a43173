using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>A command line of cvx has no variables to keep a run in: what is compared is tested here, the cmdlet in PowerShell.</summary>
public class CompareCalicoCheckTests
{
    [Fact]
    public void What_appeared_went_and_stayed_is_told()
    {
        CheckResult[] good = [Row("Peer.Fdb", "a", CheckStatus.Pass), Row("Peer.Route", "a", CheckStatus.Fail), Row("Mtu.Pods", "a", CheckStatus.Warning)];
        CheckResult[] bad = [Row("Peer.Fdb", "a", CheckStatus.Fail), Row("Peer.Route", "a", CheckStatus.Inconclusive), Row("Mtu.Pods", "a", CheckStatus.Pass)];
        Assert.Equal(["Appeared Peer.Fdb a", "Stayed Peer.Route a", "Gone Mtu.Pods a"], CheckChange.Between(good, bad).Select(static c => c.ToString()));
        Assert.Equal([], CheckChange.Between(good[..1], good[..1]));
    }

    [Fact]
    public void Runs_of_the_samples_differ_by_the_faults()
    {
        CheckResult[] before = Judge(Snapshots.Healthy);
        CheckResult[] now = Judge(Snapshots.Broken);
        CheckChange[] changes = [.. CheckChange.Between(before, now)];
        Assert.All(changes, static c => Assert.Equal("Appeared", c.Change));
        Assert.Equal(["Known.StaleProbes", "Peer.Fdb", "Switch.Probes", "Switch.Rollout"], changes.Select(static c => c.Id).Order());
        Assert.All(changes, static c => Assert.NotNull(c.Before));
        Assert.All(CheckChange.Between(now, before), static c => Assert.Equal("Gone", c.Change));
        Assert.All(CheckChange.Between(now, now), static c => Assert.Equal("Stayed", c.Change));
    }

    [Theory]
    [InlineData("node2 Pass", "node2 > node1 Fail", "Appeared node2 > node1 Pass Fail")]
    [InlineData("node2 > node1 Fail", "node2 Pass", "Gone node2 > node1 Fail Pass")]
    [InlineData("node2 > node1 Fail", "node2 NotApplicable", "Gone node2 > node1 Fail NotApplicable")]
    [InlineData("node2 > node1 Fail", "node2 Inconclusive", "Stayed node2 Fail Inconclusive; Stayed node2 > node1 Fail Inconclusive")]
    [InlineData("node2 Inconclusive", "node2 > node1 Warning, node2 > node3 Fail", "Stayed node2 > node1 Inconclusive Warning; Stayed node2 > node3 Inconclusive Fail; Stayed node2 Inconclusive Fail")]
    [InlineData("node2 > node1 Fail", "node2 > node1 Fail, node2 > node3 Fail", "Stayed node2 > node1 Fail Fail; Appeared node2 > node3 - Fail")]
    [InlineData("node20 Pass", "node2 > node1 Fail", "Appeared node2 > node1 - Fail")]
    [InlineData("node2 > node1 Fail", "", "Gone node2 > node1 Fail -")]
    public void A_pair_without_a_row_has_that_of_its_node(string before, string after, string changes) =>
        Assert.Equal(changes, string.Join("; ", CheckChange.Between(Rows(before), Rows(after)).Select(static c => $"{c.Change} {c.Target} {c.Before?.ToString() ?? "-"} {c.After?.ToString() ?? "-"}")));

    [Theory]
    [InlineData("", typeof(CalicoCheck))]
    [InlineData("Peer", typeof(CalicoCheck))]
    [InlineData("*.Fdb", typeof(CalicoCheck))]
    [InlineData("-PesterPath", typeof(string))]
    public void Checks_are_listed(string choice, Type type)
    {
        HostResult result = Cvx.Invoke($"Get-CalicoCheck {choice}");
        Assert.Empty(result.Errors);
        Assert.All(result.Output, o => Assert.IsType(type, o));
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void Results_say_which_check_they_are_of()
    {
        Assert.Equal("Peer.Fdb", Assert.IsType<CalicoCheck>(Cvx.Invoke($"Test-CalicoVxlanMode -Include Peer.Fdb {Snapshots.Of(Snapshots.Broken)} | Select-Object -First 1 | Get-CalicoCheck").Output[0]).Id);
        Assert.StartsWith("NoSuchCheck", Cvx.ErrorId("Get-CalicoCheck Peer.Nope"), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_runs_are_needed() =>
        Assert.StartsWith("MissingMandatoryParameter", Cvx.ErrorId($"Test-CalicoVxlanMode {Snapshots.Of(Snapshots.Healthy)} | Compare-CalicoCheck"), StringComparison.Ordinal);

    private static CheckResult[] Rows(string text) =>
        [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static r => Row("Peer.Fdb", r[..r.LastIndexOf(' ')], Enum.Parse<CheckStatus>(r[(r.LastIndexOf(' ') + 1)..])))];

    private static CheckResult[] Judge(string snapshot) => [.. Cvx.Invoke($"Test-CalicoVxlanMode {Snapshots.Of(snapshot)}").Output.Cast<CheckResult>()];

    private static CheckResult Row(string id, string target, CheckStatus status) =>
        new() { Id = id, Title = id, Category = id.Split('.')[0], Scope = "Node", Target = target, Status = status };
}
