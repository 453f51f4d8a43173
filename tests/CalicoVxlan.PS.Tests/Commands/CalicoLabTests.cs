using System.Security.Cryptography;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Lab;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>The lab's cmdlets: what they refuse, and one lab's life.</summary>
public class CalicoLabTests
{
    [Theory]
    [InlineData("New-CalicoLab UPPER", "LabOptionOutOfRange")]
    [InlineData("New-CalicoLab x -CalicoVersion 3.26", "LabOptionOutOfRange")]
    [InlineData("New-CalicoLab x -SubnetCount 3", "LabOptionOutOfRange")]
    [InlineData("New-CalicoLab x -HostMtu 1300 -DualStack", "LabOptionOutOfRange")]
    [InlineData("New-CalicoLab x -BorrowedAddress -PodsPerNode 0", "LabOptionOutOfRange")]
    [InlineData("New-CalicoLab x -NodeCount 33", "ParameterArgumentValidationError")]
    [InlineData("Get-CalicoLab no-such", "LabNotFound")]
    [InlineData("Remove-CalicoLab no-such", "LabNotFound")]
    [InlineData("Remove-CalicoLab ../x", "LabOptionOutOfRange")]
    [InlineData("Set-CalicoLabFault VniMismatch node1 -Name no-such", "LabNotFound")]
    public void What_cannot_be_is_refused(string line, string id) => Assert.StartsWith(id, Cvx.ErrorId(line), StringComparison.Ordinal);

    [Fact]
    public void WhatIf_builds_nothing()
    {
        string name = NewName();
        HostResult result = Cvx.Invoke($"New-CalicoLab {name} -CalicoVersion 3.30 -WhatIf");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(name, CalicoLab.Names());
    }

    [Fact]
    public void Every_fault_is_listed_with_what_it_does()
    {
        CalicoLabFaultInfo[] kinds = [.. Cvx.Invoke("Get-CalicoLab -Show FaultKind").Output.Cast<CalicoLabFaultInfo>()];
        Assert.Equal(CalicoLab.AllFaults.Select(static f => f.Name), kinds.Select(static k => k.Name));
        Assert.All(kinds, static k => Assert.EndsWith(".", k.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void A_lab_is_built_broken_mended_and_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Making network namespaces needs Linux and root.");
        Assert.SkipUnless(File.Exists("/usr/sbin/nft") && File.Exists("/usr/sbin/ip"), "ip and nft are not installed.");
        string name = NewName();
        try
        {
            CalicoLab lab = Assert.IsType<CalicoLab>(Assert.Single(Cvx.Invoke($"New-CalicoLab {name} -PodsPerNode 1").Output));
            Assert.Equal((2, 2), (lab.NodeCount, lab.PodCount));
            Assert.Equal("LabExists", Id($"New-CalicoLab {name}"));
            Assert.Equal("LabFaultUnknown", Id($"Set-CalicoLabFault Nonsense node1 -Name {name}"));
            Assert.Equal("LabNodeNotFound", Id($"Set-CalicoLabFault VniMismatch node9 -Name {name}"));
            Assert.Equal("LabFaultNotApplicable", Id($"Set-CalicoLabFault VniMismatch -Name {name}"));
            Assert.Equal("LabFaultNotApplicable", Id($"Set-CalicoLabFault MissingIpv6Device node1 -Name {name}"));
            Assert.Empty(Cvx.Invoke($"Get-CalicoLab {name} -Show Node | Set-CalicoLabFault -Fault DeviceDown").Errors);
            Assert.Equal(["node1", "node2"], Faults(name).Select(static f => f.Node));
            Assert.Empty(Cvx.Invoke($"Set-CalicoLabFault -Clear -Name {name} -WhatIf").Errors);
            Assert.Equal(2, Faults(name).Length);
            Assert.Empty(Cvx.Invoke($"Get-CalicoLab {name} -Show Fault | Set-CalicoLabFault -Clear").Errors);
            Assert.Empty(Faults(name));
            Assert.Empty(Cvx.Invoke($"Get-CalicoLab {name} | Remove-CalicoLab -WhatIf").Errors);
            Assert.Contains(name, CalicoLab.Names());
            Assert.Empty(Cvx.Invoke($"Get-CalicoLab {name} | Remove-CalicoLab").Errors);
            Assert.DoesNotContain(name, CalicoLab.Names());
        }
        finally
        {
            if (CalicoLab.Names().Contains(name))
            {
                CalicoLab.Remove(name);
            }
        }
    }

    private static CalicoLabFault[] Faults(string name) => [.. Cvx.Invoke($"Get-CalicoLab {name} -Show Fault").Output.Cast<CalicoLabFault>()];

    private static string Id(string line) => Cvx.ErrorId(line).Split(',')[0];

    private static string NewName() => "p" + RandomNumberGenerator.GetHexString(6, lowercase: true);
}
