using System.Security.Cryptography;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Every fault of the lab against every check: the table in the docs is what these labs say.</summary>
public class FaultMatrixTests
{
    [Fact]
    public void Print()
    {
        using LabUnderTest plain = new(Options());
        using LabUnderTest cross = new(Options() with { VxlanMode = EncapsulationMode.CrossSubnet, DualStack = true });
        using LabUnderTest byOperator = new(Options() with { Install = CalicoLabInstall.Operator });
        foreach (CalicoLabFaultInfo fault in CalicoLab.AllFaults)
        {
            LabUnderTest lab = fault.Name switch
            {
                "AsymmetricMask" or "HostMask32" or "MissingIpv6Device" => cross,
                "InstallationDisagrees" => byOperator,
                _ => plain,
            };
            lab.Lab = lab.Lab.SetFault(fault.Name, fault.Scope == CalicoVxlan.Lab.LabFaultScope.Cluster ? null : "node2", fault.Scope is CalicoVxlan.Lab.LabFaultScope.NodeAndPeer ? "node1" : fault.Scope is CalicoVxlan.Lab.LabFaultScope.NodeAndPeers ? "node1" : null);
            TestContext.Current.TestOutputHelper!.WriteLine($"## {fault.Name}");
            Console.Error.WriteLine($"## {fault.Name}");
            foreach (CheckResult r in lab.Judge().Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable)))
            {
                Console.Error.WriteLine("   " + r);
            }

            lab.Lab = lab.Lab.ClearFault();
        }
    }

    private static CalicoLabOptions Options() => new() { Name = "m" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 3, PodsPerNode = 1 };
}
