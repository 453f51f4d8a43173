using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Lab.Faults;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Tests.Lab;

/// <summary>Each fault changes something, and taking it back leaves nothing behind, alone and among others.</summary>
public sealed class LabFaultTests
{
    private static readonly CalicoLabOptions Plain = new() { NodeCount = 3, PodsPerNode = 1 };

    private static readonly CalicoLabOptions Full = Plain with
    {
        VxlanMode = EncapsulationMode.CrossSubnet, SubnetCount = 2, DualStack = true, Install = CalicoLabInstall.Operator,
    };

    public static TheoryData<string, CalicoLabOptions> Shapes => new()
    {
        { "Always", Plain },
        { "CrossSubnet, dual stack, operator", Full },
        { "3.28, borrowed addresses", Plain with { CalicoVersion = new Version(3, 28), BorrowedAddress = true } },
        { "3.30, blocks of one", Plain with { CalicoVersion = new Version(3, 30), BlockSize = 32 } },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_fault_that_is_set_and_cleared_leaves_nothing_behind(string shape, CalicoLabOptions options)
    {
        using TemporaryLab temporary = new(options);
        SortedSet<string> healthy = Settled(temporary.Lab, null);
        List<string> wrong = [];
        foreach ((string fault, string? node, string? peer) in Fitting(temporary.Lab.Plan))
        {
            CalicoLab broken = temporary.Lab.SetFault(fault, node, peer);
            Assert.Equal(fault, Assert.Single(broken.Faults).Fault);
            if (LabSnapshot.Take(broken).SetEquals(healthy))
            {
                wrong.Add($"{fault} changes nothing");
            }

            temporary.Lab = broken.ClearFault(fault);
            SortedSet<string> after = Settled(temporary.Lab, healthy);
            wrong.AddRange(healthy.Except(after).Select(l => $"{fault} took away {l}"));
            wrong.AddRange(after.Except(healthy).Select(l => $"{fault} left {l}"));
            if (wrong.Count > 20)
            {
                break;
            }
        }

        Assert.True(wrong.Count == 0, $"{shape}:\n{string.Join('\n', wrong.Take(8))}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Faults_are_cleared_in_any_order(string shape, CalicoLabOptions options)
    {
        using TemporaryLab temporary = new(options);
        SortedSet<string> healthy = Settled(temporary.Lab, null);
        Random random = new(4789);
        for (int round = 0; round < 3; round++)
        {
            (string Fault, string? Node, string? Peer)[] faults = [.. Fitting(temporary.Lab.Plan)];
            random.Shuffle(faults);
            faults = faults[..6];
            foreach ((string fault, string? node, string? peer) in faults)
            {
                temporary.Lab = temporary.Lab.SetFault(fault, node, peer);
            }

            random.Shuffle(faults);
            foreach ((string fault, _, _) in faults)
            {
                temporary.Lab = temporary.Lab.ClearFault(fault);
            }

            SortedSet<string> after = Settled(temporary.Lab, healthy);
            string[] wrong = [.. healthy.Except(after).Select(static l => "- " + l), .. after.Except(healthy).Select(static l => "+ " + l)];
            Assert.True(wrong.Length == 0, $"{shape}, {string.Join(", ", faults)}:\n{string.Join('\n', wrong.Take(8))}");
        }
    }

    // IPv6 addresses of a device that came up appear a moment later.
    private static SortedSet<string> Settled(CalicoLab lab, SortedSet<string>? expected)
    {
        SortedSet<string> last = LabSnapshot.Take(lab);
        for (int i = 0; i < 20; i++)
        {
            SortedSet<string> now = LabSnapshot.Take(lab);
            if (expected is null ? now.SetEquals(last) : now.SetEquals(expected))
            {
                return now;
            }

            last = now;
            Thread.Sleep(100);
        }

        return last;
    }

    private static IEnumerable<(string Fault, string? Node, string? Peer)> Fitting(LabPlan plan)
    {
        foreach (LabFaultKind kind in LabFaults.All.Where(k => k.Needs?.Invoke(plan) is null))
        {
            switch (kind.Scope)
            {
                case LabFaultScope.Cluster:
                    yield return (kind.Name, null, null);
                    break;
                case LabFaultScope.Node:
                    yield return (kind.Name, "node1", null);
                    break;
                case LabFaultScope.NodeAndPeer:
                    yield return (kind.Name, "node1", "node2");
                    break;
                default:
                    yield return (kind.Name, "node1", null);
                    yield return (kind.Name, "node1", "node3");
                    break;
            }
        }
    }
}
