using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab;

/// <summary>Real labs: the kernel carries what it should.</summary>
public sealed class CalicoLabTests
{
    public static TheoryData<string, CalicoLabOptions> Shapes => new()
    {
        { "Always", new CalicoLabOptions() },
        { "CrossSubnet", new CalicoLabOptions { NodeCount = 4, VxlanMode = EncapsulationMode.CrossSubnet, SubnetCount = 2 } },
        { "subnets", new CalicoLabOptions { NodeCount = 3, SubnetCount = 3 } },
        { "dual stack", new CalicoLabOptions { DualStack = true } },
        { "blocks of one", new CalicoLabOptions { BlockSize = 32 } },
        { "blocks of two", new CalicoLabOptions { BlockSize = 31, PodsPerNode = 3 } },
        { "3.27", new CalicoLabOptions { CalicoVersion = new Version(3, 27) } },
        { "3.30", new CalicoLabOptions { CalicoVersion = new Version(3, 30) } },
        { "3.31, operator", new CalicoLabOptions { CalicoVersion = new Version(3, 31), Install = CalicoLabInstall.Operator, DualStack = true } },
        { "borrowed addresses", new CalicoLabOptions { NodeCount = 3, BorrowedAddress = true } },
        { "3.33, other numbers", new CalicoLabOptions { CalicoVersion = new Version(3, 33), Vni = 10000, Port = 8472, HostMtu = 9000 } },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_pod_reaches_every_other(string what, CalicoLabOptions options)
    {
        using TemporaryLab temporary = new(options);
        CalicoLab lab = temporary.Lab;
        using LabPods pods = new(lab);
        (List<string> unanswered, Dictionary<(int From, int To), (int Request, int Reply)> ttls) = pods.Mesh(TimeSpan.FromSeconds(10));
        Assert.True(unanswered.Count == 0, $"{what}: {string.Join(", ", unanswered)}");
        Assert.All(ttls, t => Assert.Equal(lab.Pods[t.Key.From].Node == lab.Pods[t.Key.To].Node ? (63, 63) : (62, 62), t.Value));
    }
}
