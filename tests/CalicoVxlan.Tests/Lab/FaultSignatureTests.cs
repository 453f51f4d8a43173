using CalicoVxlan.Lab;
using CalicoVxlan.Tests.Lab.Signatures;

namespace CalicoVxlan.Tests.Lab;

public sealed class FaultSignatureTests
{
    [Fact]
    public void Explore()
    {
        using SignatureLab lab = new(new CalicoLabOptions { NodeCount = 3, Install = CalicoLabInstall.Operator });
        Console.WriteLine("HEALTHY " + lab.Observe(new SignatureTraffic { IsAnswered = true }));
        foreach (CalicoLabFaultInfo fault in CalicoLab.AllFaults)
        {
            foreach (string node in fault.Scope == LabFaultScope.Cluster ? ["-"] : (string[])["node1", "node2"])
            {
                try
                {
                    System.Diagnostics.Stopwatch w = System.Diagnostics.Stopwatch.StartNew();
                    string s = lab.With(fault.Name, node == "-" ? null : node, fault.Scope is LabFaultScope.Node or LabFaultScope.Cluster ? null : node == "node1" ? "node2" : "node1", () => lab.Observe(new()).ToString());
                    Console.WriteLine($"{fault.Reference} {fault.Name} {node} {w.ElapsedMilliseconds} ms {s}");
                }
                catch (LabException e)
                {
                    Console.WriteLine($"{fault.Reference} {fault.Name} {node} " + e.Message);
                }
            }
        }

        Console.WriteLine("HEALTHY " + lab.Observe(new SignatureTraffic { IsAnswered = true }));
    }
}
