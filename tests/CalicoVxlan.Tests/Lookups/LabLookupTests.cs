using System.Security.Cryptography;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Lookups;

/// <summary>Look-ups on labs of several shapes: what is predicted is what a real kernel holds, and nothing else.</summary>
public class LabLookupTests
{
    public static TheoryData<string> Shapes => new(
        "2 nodes", "3 nodes CrossSubnet 2 subnets", "dual stack", "dual stack CrossSubnet", "block 32", "borrowed", "jumbo", "VNI and port", "3.27", "3.29", "3.30", "3.31", "3.33 operator", "random 1", "random 2", "random 3");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_healthy_lab_has_no_problem(string shape)
    {
        using Built built = new(Options(shape));
        ClusterModel model = ClusterModel.Of(built.Evidence);
        Assert.Empty(model.Problems);

        PeerTable peers = new(model);
        foreach (string node in model.NodeNames)
        {
            Assert.All(VtepTable.Of(model, node), static r => Assert.True(r.Problem is null && r.State == "Present", $"{r} {r.Problem}"));
            CalicoVtepPeer[] rows = [.. peers.Of(node)];
            Assert.All(rows, static r => Assert.True(r.Problem is null, r.ToString()));
            Assert.All(rows, static r => Assert.True(r is { Neighbour: PeerEntryState.Present, Fdb: PeerEntryState.Present, Route: PeerEntryState.Present }, $"{r} {r.Neighbour} {r.Fdb} {r.Route}"));
            int families = built.Lab.Options.DualStack ? 2 : 1;
            Assert.Equal((built.Lab.Nodes.Count - 1) * families, rows.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_way_to_ask_for_a_pod_gives_the_same_row(string shape)
    {
        using Built built = new(Options(shape));
        ClusterModel model = ClusterModel.Of(built.Evidence);
        foreach (CalicoLabPod pod in built.Lab.Pods)
        {
            PodVeth byName = Assert.Single(Find(model, new PodVethQuery { Name = n => n == pod.Pod, Namespace = n => n == pod.Namespace }));
            Assert.Null(byName.Problem);
            Assert.True(byName.Confirmed);
            Assert.Equal(["NameHash", "Route", "PeerIndex", "ContainerRuntime"], byName.Proof);
            Assert.Equal(pod.Interface, byName.Interface);
            Assert.Equal(pod.Node, byName.Node);
            Assert.Equal(pod.NetworkNamespace, byName.NetworkNamespace);
            Assert.Equal(pod.ContainerId, byName.ContainerId);

            // The pod's own namespace agrees.
            string inside = Tools.Run("ip", "-n", pod.NetworkNamespace, "-o", "link", "show", "eth0");
            Assert.StartsWith($"{byName.PodInterfaceIndex}: eth0@if{byName.InterfaceIndex}:", inside, StringComparison.Ordinal);
            Assert.Contains($"link/ether {byName.PodMac} ", inside, StringComparison.Ordinal);
            Assert.Contains($" mtu {byName.Mtu} ", inside, StringComparison.Ordinal);

            foreach (PodVethQuery query in new PodVethQuery[]
            {
                new() { Address = [AddressRange.Parse(pod.PodAddress[0])] },
                new() { Interface = n => n == pod.Interface },
                new() { MacAddress = [byName.PodMac!] },
            })
            {
                PodVeth other = Assert.Single(Find(model, query));
                Assert.Equivalent(byName, other);
            }
        }

        // The lab's calico-node pods have no interface of their own, and say why.
        Assert.All(Find(model, new PodVethQuery()).Where(static r => r.Interface is null), static r => Assert.StartsWith("host network", r.Problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_of_a_lab_is_resolved()
    {
        using Built built = new(Options("dual stack"));
        ClusterModel model = ClusterModel.Of(built.Evidence);
        string Kind(string text) => AddressResolver.Resolve(model, text)[0].Kind;
        CalicoLabNode node = built.Lab.Nodes[0];
        CalicoLabPod pod = built.Lab.Pods[0];
        Assert.Equal("Node", Kind(node.Address));
        Assert.Equal("Node", Kind(node.Ipv6Address!));
        Assert.Equal("Vtep", Kind(node.TunnelAddress));
        Assert.Equal("Vtep", Kind(node.TunnelIpv6Address!));
        Assert.Equal("Vtep", Kind(node.VtepMac));
        Assert.Equal("Block", Kind(node.Blocks[0]));
        Assert.Equal("Pod", Kind(pod.PodAddress[0]));
        Assert.Equal("Pod", Kind(pod.PodAddress[1]));
        Assert.Equal("HostInterface", Kind(pod.Interface));
        Assert.Equal("Gateway", Kind("169.254.1.1"));
        Assert.Equal("Gateway", Kind("ee:ee:ee:ee:ee:ee"));
        Assert.Equal("Vni", Kind("4096"));
        Assert.Equal("Vtep", Kind("vxlan.calico"));
        Assert.Equal(built.Lab.Nodes.Count, AddressResolver.Resolve(model, "vxlan.calico").Count);
        Assert.Equal("NotOfThisCluster", Kind("8.8.8.8"));
        Assert.Equal("NotOfThisCluster", Kind("02:00:00:00:00:01"));
        Assert.Equal("NotOfThisCluster", Kind("eth\u001b[31m9"));
        PodVeth veth = Find(model, new PodVethQuery { Name = n => n == pod.Pod }).First();
        Assert.Equal("PodInterface", Kind(veth.PodMac!));
    }

    private static IEnumerable<PodVeth> Find(ClusterModel model, PodVethQuery query) => PodVethFinder.Find(model, query, TestContext.Current.CancellationToken);

    private static CalicoLabOptions Options(string shape)
    {
        CalicoLabOptions options = new() { Name = "t" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 2, PodsPerNode = 2 };
        return shape switch
        {
            "2 nodes" => options,
            "3 nodes CrossSubnet 2 subnets" => options with { NodeCount = 3, SubnetCount = 2, VxlanMode = EncapsulationMode.CrossSubnet },
            "dual stack" => options with { DualStack = true },
            "dual stack CrossSubnet" => options with { DualStack = true, NodeCount = 3, SubnetCount = 2, VxlanMode = EncapsulationMode.CrossSubnet },
            "block 32" => options with { BlockSize = 32 },
            "borrowed" => options with { BorrowedAddress = true, DualStack = true, NodeCount = 3 },
            "jumbo" => options with { HostMtu = 9000 },
            _ when shape.StartsWith("random", StringComparison.Ordinal) => Random(options, shape[^1] - '0'),
            "VNI and port" => options with { Vni = 70000, Port = 8472 },
            "3.33 operator" => options with { CalicoVersion = new Version(3, 33), Install = CalicoLabInstall.Operator },
            _ => options with { CalicoVersion = Version.Parse(shape) },
        };
    }

    // Any cluster that the parameters allow; the same one for the same seed.
    private static CalicoLabOptions Random(CalicoLabOptions options, int seed)
    {
        Random random = new(seed);
        int nodes = random.Next(2, 7);
        return options with
        {
            NodeCount = nodes,
            PodsPerNode = random.Next(0, 4),
            VxlanMode = random.Next(2) == 0 ? EncapsulationMode.Always : EncapsulationMode.CrossSubnet,
            SubnetCount = random.Next(1, nodes + 1),
            BlockSize = random.Next(24, 31),
            HostMtu = random.Next(1400, 9001),
            Vni = random.Next(1, 1 << 24),
            Port = random.Next(1024, 65536),
            DualStack = random.Next(2) == 0,
            CalicoVersion = new Version(3, random.Next(27, 34)),
            Install = random.Next(2) == 0 ? CalicoLabInstall.Manifest : CalicoLabInstall.Operator,
        };
    }

    internal sealed class Built : IDisposable
    {
        public Built(CalicoLabOptions options)
        {
            NetworkNamespaces.NeedRoot();
            Tools.Need("nft");
            Lab = CalicoLab.New(options, cancellation: TestContext.Current.CancellationToken);
            Evidence = LabEvidence.Take(Lab);
        }

        public CalicoLab Lab { get; }

        public CalicoEvidence Evidence { get; }

        public void Dispose() => CalicoLab.Remove(Lab.Name);
    }
}
