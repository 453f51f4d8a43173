using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Who manages Calico's interfaces, by what the nodes of the shipped sample say.</summary>
public class ManagerCheckTests
{
    [Theory]
    [InlineData("manager none\n", CheckStatus.Pass, null)]
    [InlineData("manager NetworkManager\nvxlan.calico NetworkManager - \ncali1 NetworkManager false \n", CheckStatus.Pass, null)]
    [InlineData("manager systemd-networkd\nvxlan.calico systemd-networkd unmanaged \ncali1 systemd-networkd pending \n", CheckStatus.Pass, null)]
    [InlineData("manager NetworkManager\nvxlan.calico NetworkManager true \n", CheckStatus.Warning, "node1: NetworkManager manages vxlan.calico")]
    [InlineData("vxlan.calico systemd-networkd configured /etc/systemd/network/all.network\ncali1 systemd-networkd failed \n", CheckStatus.Warning,
        "node1: systemd-networkd manages vxlan.calico and 1 more of Calico's interfaces, by /etc/systemd/network/all.network")]
    [InlineData("cali1 systemd-networkd configuring /etc/systemd/network/all.network\n", CheckStatus.Warning, "node1: systemd-networkd manages cali1, by /etc/systemd/network/all.network")]
    [InlineData("vxlan-v6.calico NetworkManager true \n", CheckStatus.Pass, null)]
    [InlineData("", CheckStatus.NotApplicable, "who manages the node's interfaces can't be seen from where it was asked; -NodeCommand 'ssh {node}' as root shows it")]
    [InlineData(null, CheckStatus.NotApplicable, "the evidence does not tell who manages the node's interfaces (managers.txt)")]
    [InlineData("<html>", CheckStatus.NotApplicable, "the evidence does not tell who manages the node's interfaces (managers.txt)")]
    public void Node1(string? notes, CheckStatus status, string? reason)
    {
        CheckResult result = Assert.Single(Judge(notes), static r => r.Target == "node1");
        Assert.Equal((status, reason), (result.Status, result.Reason));
        Assert.Equal(status == CheckStatus.Warning, result is { Remedy.Length: > 0, ManualCommand.Length: > 0, Impact.Length: > 0 });
    }

    [Fact]
    public void Each_program_has_its_own_remedy()
    {
        Assert.Contains("unmanaged-devices=interface-name:cali*;", Remedy("vxlan.calico NetworkManager true \n"), StringComparison.Ordinal);
        Assert.Contains("Unmanaged=yes", Remedy("vxlan.calico systemd-networkd configured \n"), StringComparison.Ordinal);
    }

    private static string Remedy(string notes) => Judge(notes).First(static r => r.Status == CheckStatus.Warning).Remedy!;

    private static IReadOnlyList<CheckResult> Judge(string? notes) => ChangedSample.Judge("Device.Manager", ("nodes/node1/managers.txt", notes));
}
