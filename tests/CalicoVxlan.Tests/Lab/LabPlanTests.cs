using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Tests.Lab;

/// <summary>What a lab consists of follows from its options alone.</summary>
public class LabPlanTests
{
    [Fact]
    public void The_smallest_lab_looks_like_the_examples()
    {
        LabPlan plan = LabPlanner.Make(new CalicoLabOptions { Name = "a" });
        PlannedNode node = plan.Nodes[0];
        Assert.Equal(("node1", "a-node1", "172.18.0.2/24", "10.65.0.0"), (node.Name, node.Namespace, node.Address.ToString(), node.Tunnel.ToString()));
        Assert.Equal("10.65.0.0/26", Assert.Single(node.Blocks).ToString());
        Assert.Equal(["10.65.0.1", "10.65.0.2"], node.Pods.Select(static p => p.Address.ToString()));
        Assert.Equal(("web-node1-1", "cali4b6867c72e0", "a-web-node1-1"), (node.Pods[0].Name, node.Pods[0].Interface, node.Pods[0].NetworkNamespace));
        Assert.Equal(1450, plan.PodMtu);
        Assert.Null(plan.Pool6);
    }

    [Theory]
    [InlineData(20, 32, 50)]
    [InlineData(20, 16, 4)]
    [InlineData(26, 32, 50)]
    [InlineData(28, 3, 50)]
    [InlineData(31, 32, 50)]
    [InlineData(32, 32, 50)]
    public void Blocks_are_in_the_pool_apart_and_hold_their_pods(int blockSize, int nodes, int pods)
    {
        LabPlan plan = LabPlanner.Make(new CalicoLabOptions { BlockSize = blockSize, NodeCount = nodes, PodsPerNode = pods, DualStack = true });
        Assert.Equal(plan.Nodes.Sum(static n => n.Blocks.Count), plan.Nodes.SelectMany(static n => n.Blocks).Distinct().Count());
        Assert.All(plan.Nodes, n =>
        {
            Assert.All(n.Blocks, b => Assert.True(plan.Pool.Contains(b) && b.Network == b));
            Assert.All(n.Pods, p => Assert.Contains(n.Blocks, b => b.Contains(p.Address)));
            Assert.True(plan.Pool6!.Value.Contains(n.Block6!.Value));
            Assert.All(n.Pods, p => Assert.True(n.Block6!.Value.Contains(p.Address6!.Value)));
            Assert.Equal(n.Blocks[0].Address, n.Tunnel);
        });
        Assert.Equal(plan.Namespaces.Count(), plan.Namespaces.Distinct().Count());
    }

    [Fact]
    public void Nodes_are_spread_over_the_subnets()
    {
        LabPlan plan = LabPlanner.Make(new CalicoLabOptions { NodeCount = 5, SubnetCount = 2, VxlanMode = EncapsulationMode.CrossSubnet });
        Assert.Equal(["br1", "br1", "br1", "br2", "br2"], plan.Nodes.Select(static n => n.Subnet.Bridge));
        Assert.Equal("172.18.1.5/24", plan.Nodes[3].Address.ToString());
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Name", "Upper")]
    [InlineData("Name", "ninechars")]
    [InlineData("Name", "-x")]
    [InlineData("Name", "../x")]
    public void A_name_that_is_none_is_refused(string option, string name) => Refused(option, new CalicoLabOptions { Name = name });

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        CalicoLabOptions good = new();
        Refused("NodeCount", good with { NodeCount = 33 });
        Refused("NodeCount", good with { NodeCount = 1 });
        Refused("PodsPerNode", good with { PodsPerNode = 51 });
        Refused("SubnetCount", good with { SubnetCount = 3 });
        Refused("BlockSize", good with { BlockSize = 19 });
        Refused("HostMtu", good with { HostMtu = 575 });
        Refused("HostMtu", good with { HostMtu = 1349, DualStack = true });
        Refused("Vni", good with { Vni = 0 });
        Refused("Port", good with { Port = 65536 });
        Refused("VxlanMode", good with { VxlanMode = EncapsulationMode.Never });
        Refused("CalicoVersion", good with { CalicoVersion = new Version(3, 26) });
        Refused("CalicoVersion", good with { CalicoVersion = new Version(3, 34) });
        good.Validate();
        (good with { CalicoVersion = new Version(3, 33, 9) }).Validate();
    }

    [Fact]
    public void What_a_machine_lacks_is_named()
    {
        Assert.Equal(LabFailure.NotLinux, Failure(false, true, null));
        Assert.Equal(LabFailure.NotRoot, Failure(true, false, null));
        Assert.Equal(LabFailure.ToolMissing, Failure(true, true, "nft"));
        LabNeeds.Check(isLinux: true, isRoot: true, static p => p);
    }

    [Theory]
    [InlineData("a", "a-node1", true)]
    [InlineData("a", "a-web-node1-1", true)]
    [InlineData("a-web", "a-web-node1-1", false)]
    [InlineData("a", "a-web-node1", false)]
    public void No_lab_owns_what_another_could(string lab, string name, bool owns)
    {
        LabPlan plan = LabPlanner.Make(new CalicoLabOptions { Name = lab });
        Assert.Equal(owns, plan.Namespaces.Contains(name));
    }

    private static LabFailure Failure(bool isLinux, bool isRoot, string? missing) =>
        Assert.Throws<LabException>(() => LabNeeds.Check(isLinux, isRoot, p => p == missing ? null : p)).Failure;

    private static void Refused(string option, CalicoLabOptions options)
    {
        LabException failure = Assert.Throws<LabException>(options.Validate);
        Assert.Equal((LabFailure.BadOption, option), (failure.Failure, failure.Target));
        Assert.StartsWith(option + " is ", failure.Message, StringComparison.Ordinal);
    }
}
