using System.Diagnostics;
using System.Security.Cryptography;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Lab;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>Interfaces that come down the pipeline by property name are captured on, all of them at once.</summary>
public class PodCaptureTests
{
    private static readonly string Healthy = Snapshots.Of(Snapshots.Healthy);

    [Theory]
    [InlineData("Get-VxlanFrame")]
    [InlineData("Get-VxlanFrame -Duration 5s")]
    [InlineData("Measure-VxlanFlow")]
    [InlineData("Measure-VxlanFlow -Count 1")]
    public void Interfaces_of_which_none_is_here_are_one_error(string capture)
    {
        HostResult result = Cvx.Invoke($"Find-PodVeth web-node1-* {Healthy} | {capture}");
        System.Management.Automation.ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("cali4b6867c72e0", error.TargetObject);
        Assert.StartsWith("NoSuchInterface,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("on the pod's node", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_without_an_interface_is_left_out_and_said()
    {
        HostResult result = Cvx.Invoke($"Find-PodVeth -Node node1 {Healthy} | Get-VxlanFrame");
        Assert.Single(result.Errors);
        Assert.StartsWith("1 of the objects", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("NoInterface,", Cvx.ErrorId($"Find-PodVeth calico-node* {Healthy} | Get-VxlanFrame"), StringComparison.Ordinal);
        Assert.StartsWith("NoInterface,", Cvx.ErrorId("Get-VxlanFrame -Interface ''"), StringComparison.Ordinal);
        Assert.Empty(Cvx.Invoke($"Find-PodVeth gone* {Healthy} | Get-VxlanFrame -Duration 5s").Errors);
    }

    [Fact]
    public void On_a_node_its_pods_are_one_capture()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Making network namespaces needs Linux and root.");
        Assert.SkipUnless(File.Exists("/usr/sbin/nft") && File.Exists("/usr/sbin/ip"), "ip and nft are not installed.");
        string lab = "p" + RandomNumberGenerator.GetHexString(6, lowercase: true);
        try
        {
            Assert.Empty(Cvx.Invoke($"New-CalicoLab {lab}").Errors);
            using Process one = Ping(lab, "web-node1-1", "10.65.1.1");
            using Process two = Ping(lab, "web-node2-2", "10.65.0.2");
            try
            {
                AllOfNode1(lab);
            }
            finally
            {
                one.Kill();
                two.Kill();
            }
        }
        finally
        {
            if (CalicoLab.Names().Contains(lab))
            {
                CalicoLab.Remove(lab);
            }
        }
    }

    // web-node1-1 asks, web-node1-2 is asked: neither alone would show both pairs.
    private static void AllOfNode1(string lab)
    {
        string find = $"Get-CalicoEvidence -Lab {lab} | Find-PodVeth web*";
        HostResult frames = OnNode1(lab, $"{find} | Get-VxlanFrame -All -Protocol ICMP -Duration 2s");
        Assert.Empty(frames.Errors);
        Assert.Equal("2 of 4 interfaces are not on this machine and are left out (califf44814f89c, cali3bb1ec258bf): capture there, too.", Assert.Single(frames.Warnings));
        Assert.Equal(
            ["cali4b6867c72e0 10.65.0.1 > 10.65.1.1", "cali4b6867c72e0 10.65.1.1 > 10.65.0.1", "cali9c0469ae80d 10.65.0.2 > 10.65.1.2", "cali9c0469ae80d 10.65.1.2 > 10.65.0.2"],
            frames.Output.Cast<VxlanFrame>().Select(static f => $"{f.CapturePoint} {f.Source} > {f.Destination}").Distinct().Order(StringComparer.Ordinal));

        HostResult flows = OnNode1(lab, $"{find} -Node node1 | Measure-VxlanFlow -All -Protocol ICMP -Duration 1s");
        Assert.Empty(flows.Errors);
        Assert.Equal(["cali4b6867c72e0", "cali9c0469ae80d"], flows.Output.Cast<VxlanFlow>().Select(static f => f.CapturePoint).Order(StringComparer.Ordinal));

        // Both nodes' vxlan.calico have one name, and here is one of them.
        HostResult vteps = OnNode1(lab, $"Get-CalicoEvidence -Lab {lab} | Get-CalicoVtep | Get-VxlanFrame -All -Count 2 -Duration 5s");
        Assert.Empty(vteps.Errors);
        Assert.Equal(["vxlan.calico", "vxlan.calico"], vteps.Output.Cast<VxlanFrame>().Select(static f => f.CapturePoint));

        // In front of the tunnel nothing is encapsulated: silence would be taken for no traffic.
        HostResult plain = OnNode1(lab, $"{find} -Node node1 | Get-VxlanFrame -Duration 1s");
        Assert.Empty(plain.Output);
        Assert.Contains("-All shows them", Assert.Single(plain.Warnings), StringComparison.Ordinal);
    }

    private static HostResult OnNode1(string lab, string line) => NamespaceThread.Run($"{lab}-node1", () => Cvx.Invoke(line));

    private static Process Ping(string lab, string pod, string to) =>
        Process.Start(new ProcessStartInfo("ip", ["netns", "exec", $"{lab}-{pod}", "ping", "-i", "0.1", to]) { RedirectStandardOutput = true })!;
}
