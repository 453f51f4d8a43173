using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Model;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>What a remedy says can be typed is typed, on the node that it is about; then the verdict is healthy again, and the lab can still be mended and removed.</summary>
public sealed partial class RemedyTests
{
    // A device that comes up again is empty: the second round brings back its entries.
    private const int Rounds = 2;

    [Theory]
    [InlineData("MissingFdbEntry", "Peer.Fdb")]
    [InlineData("DeadFdbDestination", "Peer.Fdb")]
    [InlineData("MissingNeighbour", "Peer.Neighbour")]
    [InlineData("WrongVtepMac", "Peer.Neighbour", "Peer.Fdb", "Peer.Stale")]
    [InlineData("StaleNeighbour", "Peer.Stale", "Peer.Fdb")]
    [InlineData("MissingReturnRoute", "Peer.Route")]
    [InlineData("MissingBlockRoute", "Peer.Route")]
    [InlineData("StrictReversePath", "Peer.Route", "Host.ReversePath", "Known.2082")]
    [InlineData("PeerNotAllowed", "Peer.AllowedSet")]
    [InlineData("LeftoverBirdRoute", "Switch.LeftoverRoutes")]
    [InlineData("DeviceDown", "Device.Up")]
    public void The_remedy_of_a_fault_mends_it(string fault, params string[] checks)
    {
        bool needsPeer = CalicoLab.AllFaults.Single(f => f.Name == fault).Scope != LabFaultScope.Node;
        foreach (CalicoLabOptions options in (CalicoLabOptions[])[Options, Options with { CalicoVersion = new Version(3, 30), BorrowedAddress = true }])
        {
            using LabUnderTest lab = new(options);
            lab.Lab = lab.Lab.SetFault(fault, "node2", needsPeer ? "node1" : null);
            Mend(lab, checks);

            // The lab still has the fault in its books.
            lab.Lab = lab.Lab.ClearFault();
            Assert.Empty(Bad(lab));
        }
    }

    [Theory]
    [InlineData("Peer.Fdb", "bridge fdb del {mac} dev vxlan.calico dst {node} self")]
    [InlineData("Peer.Fdb", "bridge fdb del {mac6} dev vxlan-v6.calico dst {node6} self")]
    [InlineData("Peer.Neighbour", "ip -6 neigh del fd00:10:65:: dev vxlan-v6.calico")]
    [InlineData("Peer.Stale", "ip -6 neigh add fd00:10:65:9:: lladdr 02:00:00:00:00:09 dev vxlan-v6.calico nud permanent")]
    [InlineData("Peer.Stale", "bridge fdb append 02:00:00:00:00:09 dev vxlan-v6.calico dst fd00:172:18::99 self permanent")]
    [InlineData("Peer.Stale", "ip route add 10.65.200.0/26 via 10.65.0.0 dev vxlan.calico onlink")]
    [InlineData("Peer.Stale", "ip -6 route add fd00:10:65:99::/122 dev vxlan-v6.calico")]
    [InlineData("Peer.Route", "ip route del 10.65.0.0/26")]
    [InlineData("Peer.Route", "ip -6 route del fd00:10:65::/122")]
    [InlineData("Peer.Route", "ip -6 route replace fd00:10:65::/122 via fd00:172:18:1::1 dev eth0")]
    [InlineData("Peer.Route", "ip route del 10.65.1.1; ip -6 route del fd00:10:65:1::1")]
    [InlineData("Peer.Blackhole", "ip route del blackhole 10.65.2.0/26; ip -6 route del blackhole fd00:10:65:2::/122")]
    [InlineData("Peer.PodRoute", "ip route del 10.65.0.1; ip -6 route del fd00:10:65::1")]
    public void The_remedy_of_what_somebody_did_mends_it(string check, string command)
    {
        // node1 and node2 are in one subnet, node3 in the other; node3's pod has an address of node1's block.
        foreach (EncapsulationMode mode in (EncapsulationMode[])[EncapsulationMode.Always, EncapsulationMode.CrossSubnet])
        {
            using LabUnderTest lab = new(Options with { VxlanMode = mode, SubnetCount = 2, DualStack = true, BorrowedAddress = true });
            CalicoLabNode node1 = lab.Lab.Nodes[0];
            Type(lab.Lab, "node3", command.Replace("{mac}", node1.VtepMac, StringComparison.Ordinal).Replace("{node}", node1.Address, StringComparison.Ordinal)
                .Replace("{mac6}", CalicoNames.VtepMac("node1", isIpv6: true).ToString(), StringComparison.Ordinal).Replace("{node6}", "fd00:172:18::2", StringComparison.Ordinal));
            Mend(lab, check);
        }
    }

    [Fact]
    public void The_demo_types_what_the_remedy_says()
    {
        Assert.SkipWhen(Docs.Root is null, "The repository is not here.");
        string[] lines = File.ReadAllLines(Path.Combine(Docs.Root, "eng", "demo-lab.txt"));
        string typed = Assert.Single(lines, static l => l.StartsWith("ip netns exec demo-node2 ", StringComparison.Ordinal));
        using LabUnderTest lab = new(Options with { NodeCount = 2, PodsPerNode = 2 });
        lab.Lab = lab.Lab.SetFault("MissingFdbEntry", "node2", "node1");
        CheckResult bad = Assert.Single(Bad(lab));
        Assert.Equal(typed["ip netns exec demo-node2 ".Length..], ByHand().Match(bad.Remedy!).Groups[1].Value);
        Type(lab.Lab, "node2", typed["ip netns exec demo-node2 ".Length..]);
        Assert.Empty(Bad(lab));
    }

    private static CalicoLabOptions Options => new() { Name = "r" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 3, PodsPerNode = 1 };

    private static void Mend(LabUnderTest lab, params string[] checks)
    {
        CheckResult[] bad = Bad(lab);
        Assert.All(checks, c => Assert.Contains(c, bad.Select(static r => r.Id)));
        Assert.All(bad.Where(r => checks.Contains(r.Id)), static r => Assert.Matches(ByHand(), r.Remedy));
        for (int round = 0; round < Rounds && bad.Length > 0; round++)
        {
            foreach (CheckResult row in bad.Where(static r => ByHand().IsMatch(r.Remedy ?? "")))
            {
                Type(lab.Lab, NodeOf(lab.Lab, row), ByHand().Match(row.Remedy!).Groups[1].Value);
            }

            bad = Bad(lab);
        }

        Assert.True(bad.Length == 0, string.Join('\n', bad.Select(static r => $"{r}: {r.Remedy}")));
    }

    private static CheckResult[] Bad(LabUnderTest lab) => [.. lab.Judge().Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))];

    // A pod's row is about the pod; all others begin with their node.
    private static string NodeOf(CalicoLab lab, CheckResult row) => lab.Pods.FirstOrDefault(p => $"{p.Namespace}/{p.Pod}" == row.Target)?.Node ?? row.Target.Split(' ')[0];

    // As an admin would: into a shell on the node.
    private static void Type(CalicoLab lab, string node, string command)
    {
        (int code, _, string error) = Tools.TryRun("ip", "netns", "exec", lab.Nodes.Single(n => n.Node == node).Namespace, "sh", "-c", command);
        Assert.True(code == 0, $"{command}\n{error}");
    }

    [GeneratedRegex("by hand[^:]*: (.+)$")]
    private static partial Regex ByHand();
}
