using System.Numerics;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab.Faults;

/// <summary>Faults of the cluster's objects, with what Felix makes of them.</summary>
internal static class ClusterFaults
{
    /// <summary>No pool is for the node, so it has no tunnel address; its device is gone since it was started anew.</summary>
    public static void NoTunnelAddress(FaultTarget target)
    {
        target.Node.Tunnel = null;
        target.Node.TunnelOwner = TunnelOwner.Nobody;
        _ = target.State.NodesWithoutPool.Add(target.Node.Name);
    }

    public static void StaleProbes(FaultTarget target) => target.State.ProbesBird = true;

    public static void NodeVniOverride(FaultTarget target) => target.Node.FelixOverrides["vxlanVNI"] = target.Node.Vni = target.Node.KernelVni = DeviceFaults.OtherVni(target.Plan.Options.Vni);

    public static void NodePortOverride(FaultTarget target) => target.Node.FelixOverrides["vxlanPort"] = target.Node.Port = target.Node.KernelPort = DeviceFaults.OtherPort(target.Plan.Options.Port);

    public static void HostMask32(FaultTarget target) => target.Node.Annotation = Mask(target.Node, 32);

    /// <summary>The mask leaves out one peer of the node's subnet; where there is none, it takes in one of another subnet.</summary>
    public static void AsymmetricMask(FaultTarget target)
    {
        NodeState node = target.Node;
        NodeState peer = target.Peers.FirstOrDefault(p => p.Plan.Subnet == node.Plan.Subnet) ?? target.Peers.First();
        ulong different = node.Plan.Address.Address.Low ^ peer.Plan.Address.Address.Low;
        int common = 32 - (64 - BitOperations.LeadingZeroCount(different));
        node.Annotation = Mask(node, peer.Plan.Subnet == node.Plan.Subnet ? common + 1 : common);
    }

    public static void TunnelAddressNotAllocated(FaultTarget target) => target.Node.TunnelOwner = TunnelOwner.Nobody;

    public static void TunnelAddressGivenToPod(FaultTarget target)
    {
        NodeState node = target.Node;
        node.TunnelOwner = TunnelOwner.Pod;
        node.Pods.Add(LabPlanner.Pod(target.Plan.Options, node.Name, $"late-{node.Name}", node.Plan.Tunnel, null, LabPlanner.FirstPodIndex - 1));
    }

    /// <summary>The node's tunnel address is out of the next node's block: it had none of its own when it came.</summary>
    public static void BorrowedTunnelAddress(FaultTarget target)
    {
        IReadOnlyList<NodeState> nodes = target.State.Nodes;
        target.Node.Tunnel = target.FreeAddress(nodes[(target.Node.Plan.Index + 1) % nodes.Count]);
    }

    public static void GoneNodeKeepsAddress(FaultTarget target) =>
        target.Node.LostTunnel = (target.FreeAddress(target.Node), $"gone-{target.Node.Name}");

    /// <summary>
    /// The node is a clone of the peer and takes itself for it: same name, tunnel address and MAC. It wrote its own address into the
    /// one Node object last; its own former object is left over, not ready.
    /// </summary>
    public static void DuplicateNodeName(FaultTarget target)
    {
        NodeState clone = target.Node;
        clone.Identity = target.Peer;
        clone.IsReady = false;
        target.Peer.Annotation = clone.Plan.Address;
        if (clone.Plan.Address6 is { } address6)
        {
            target.Peer.Annotation6 = address6;
        }
    }

    public static void InstallationDisagrees(FaultTarget target) => target.State.InstallationMode =
        target.Plan.IsCrossSubnet ? EncapsulationMode.Always : EncapsulationMode.CrossSubnet;

    public static string? NeedsCrossSubnet(LabPlan plan) => plan.IsCrossSubnet ? null : "-VxlanMode CrossSubnet, since masks matter to no other";

    public static string? NeedsOperator(LabPlan plan) => plan.Options.Install == CalicoLabInstall.Operator ? null : "-Install Operator, since only that has an Installation";

    public static string? NeedsIpv6(LabPlan plan) => plan.Options.DualStack ? null : "-DualStack";

    public static string? NeedsNoRouteToBorrowed(LabPlan plan) =>
        plan.RoutesBorrowedTunnels ? "-CalicoVersion 3.28, since 3.29.2 has a route to it" : plan.Options.BlockSize == 32 ? "-BlockSize 31 or less, since a block of one address is not borrowed from" : null;

    private static Cidr Mask(NodeState node, int length) => new(node.Plan.Address.Address, length);
}
