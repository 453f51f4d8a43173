namespace CalicoVxlan.Lab.Faults;

/// <summary>Every fault that a lab can have, in the order of the catalogue; they are computed in this order, whatever order they are set in.</summary>
internal static class LabFaults
{
    public static readonly IReadOnlyList<LabFaultKind> All =
    [
        new("MissingFdbEntry", "5.1 A", LabFaultScope.NodeAndPeers, "The node has no FDB entry for the peer's VTEP MAC.") { OnKernel = PeerFaults.MissingFdbEntry },
        new("MissingNeighbour", "5.1 B", LabFaultScope.NodeAndPeers, "The node has no neighbour entry for the peer's tunnel address.") { OnKernel = PeerFaults.MissingNeighbour },
        new("WrongVtepMac", "5.1 C", LabFaultScope.NodeAndPeers, "The node has a wrong MAC for the peer's VTEP, in neighbour and FDB entry.") { OnKernel = PeerFaults.WrongVtepMac },
        new("VniMismatch", "5.1 D", LabFaultScope.Node, "The node's vxlan.calico has another VNI than its peers'.") { OnKernel = DeviceFaults.VniMismatch },
        new("PortMismatch", "5.1 E", LabFaultScope.Node, "The node's vxlan.calico has another UDP port than its peers'.") { OnKernel = DeviceFaults.PortMismatch },
        new("MissingDevice", "5.1 E", LabFaultScope.Node, "The node has no vxlan.calico.") { OnKernel = DeviceFaults.MissingDevice },
        new("DeadFdbDestination", "5.1 F", LabFaultScope.NodeAndPeers, "The node's FDB entry for the peer leads to an address that nobody has.") { OnKernel = PeerFaults.DeadFdbDestination },
        new("MissingReturnRoute", "5.1 G", LabFaultScope.NodeAndPeers, "The node receives from the peer but has no route back to the peer's blocks.") { OnKernel = PeerFaults.MissingBlockRoute },
        new("StrictReversePath", "5.1 G2", LabFaultScope.NodeAndPeers, "As MissingReturnRoute, with rp_filter=1 on vxlan.calico.") { OnKernel = PeerFaults.StrictReversePath },
        new("MissingBlockRoute", "5.1 H", LabFaultScope.NodeAndPeers, "The node sends to the peer but has no route to the peer's blocks.") { OnKernel = PeerFaults.MissingBlockRoute },
        new("DestinationWithoutPod", "5.1 I", LabFaultScope.Node, "IPAM keeps an address of the node's block for a pod that is gone.") { OnCluster = TrafficFaults.DestinationWithoutPod },
        new("PeerNotAllowed", "5.1 J", LabFaultScope.NodeAndPeers, "The peer is not in the node's set of allowed VXLAN peers.") { OnKernel = PeerFaults.PeerNotAllowed },
        new("AsymmetricMask", "5.1 K", LabFaultScope.NodeAndPeers, "The node's mask leaves out a peer whose own mask takes the node in.") { OnCluster = ClusterFaults.AsymmetricMask, Needs = ClusterFaults.NeedsCrossSubnet },
        new("DeviceDown", "5.1 L", LabFaultScope.Node, "The node's vxlan.calico is down.") { OnKernel = DeviceFaults.DeviceDown },
        new("LocalAddressGone", "5.1 M", LabFaultScope.Node, "The node has got another address; vxlan.calico and Calico still have the old one.") { OnCluster = DeviceFaults.LocalAddressGone },
        new("PodMtuTooLarge", "5.1 N, O", LabFaultScope.Node, "The node's pods have the host's MTU, which VXLAN does not leave; packets with DF are refused, others fragmented.") { OnKernel = TrafficFaults.PodMtuTooLarge },
        new("SmallUnderlayMtu", "5.1 P", LabFaultScope.NodeAndPeers, "eth0 of the node and of the peer has a smaller MTU than vxlan.calico was made for.") { OnKernel = TrafficFaults.SmallUnderlayMtu },
        new("BrokenChecksum", "5.1 Q", LabFaultScope.NodeAndPeers, "What the node sends has wrong TCP and UDP checksums inside VXLAN when it reaches the peer.") { OnKernel = TrafficFaults.BrokenChecksum },
        new("UdpBlocked", "5.1 R", LabFaultScope.NodeAndPeers, "The underlay drops VXLAN between the node and the peer, both ways.") { OnKernel = TrafficFaults.UdpBlocked },
        new("NoDefaultRoute", "5.1 S", LabFaultScope.Node, "The node has no default route, so it answers no pod that asks for 169.254.1.1.") { OnKernel = TrafficFaults.NoDefaultRoute, MakesPodsForget = true },
        new("WrongNodeAddress", "6.4", LabFaultScope.Node, "Calico found the address of the node's second network card.") { OnCluster = DeviceFaults.WrongNodeAddress, OnKernel = DeviceFaults.SecondCard },
        new("NoTunnelAddress", "6.6", LabFaultScope.Node, "No pool is for the node: it has no tunnel address and no vxlan.calico.") { OnCluster = ClusterFaults.NoTunnelAddress },
        new("ChangedDeviceMac", "6.8", LabFaultScope.Node, "The node's vxlan.calico has another MAC than its peers expect.") { OnKernel = DeviceFaults.ChangedDeviceMac },
        new("ManagedDevice", "6.9", LabFaultScope.Node, "The node's NetworkManager has noted that it manages vxlan.calico.") { OnCluster = DeviceFaults.ManagedDevice },
        new("LeftoverBirdRoute", "6.10", LabFaultScope.NodeAndPeers, "The node still has BIRD's route to the peer's blocks (over eth0: there may be no tunl0 here).") { OnKernel = PeerFaults.LeftoverBirdRoute },
        new("StaleProbes", "6.11", LabFaultScope.Cluster, "calico-node's probes ask for BIRD, which VXLAN does not run.") { OnCluster = ClusterFaults.StaleProbes },
        new("NodeVniOverride", "6.12", LabFaultScope.Node, "A FelixConfiguration of the node has another VNI.") { OnCluster = ClusterFaults.NodeVniOverride },
        new("NodePortOverride", "6.12", LabFaultScope.Node, "A FelixConfiguration of the node has another port.") { OnCluster = ClusterFaults.NodePortOverride },
        new("StaleNeighbour", "6.14", LabFaultScope.NodeAndPeers, "The node keeps a former tunnel address of the peer's MAC, and the FDB entry leads to the peer's former address.") { OnKernel = PeerFaults.StaleNeighbour },
        new("HostMask32", "6.16", LabFaultScope.Node, "The node's address has a mask of 32 bits, so no peer is in its subnet.") { OnCluster = ClusterFaults.HostMask32, Needs = ClusterFaults.NeedsCrossSubnet },
        new("FirewallBeforeCalico", "6.17", LabFaultScope.Node, "A table of somebody else's drops VXLAN before Calico accepts it.") { OnKernel = TrafficFaults.FirewallBeforeCalico },
        new("BorrowedTunnelAddress", "6.19", LabFaultScope.Node, "The node's tunnel address is out of another node's block, and Calico is too old to make a route for it.") { OnCluster = ClusterFaults.BorrowedTunnelAddress, Needs = ClusterFaults.NeedsNoRouteToBorrowed },
        new("GoneNodeKeepsAddress", "6.20", LabFaultScope.Node, "IPAM keeps a tunnel address of the node's block for another node, which is gone.") { OnCluster = ClusterFaults.GoneNodeKeepsAddress },
        new("TunnelAddressNotAllocated", "6.20", LabFaultScope.Node, "IPAM does not know that the node's tunnel address is taken.") { OnCluster = ClusterFaults.TunnelAddressNotAllocated },
        new("TunnelAddressGivenToPod", "6.20", LabFaultScope.Node, "IPAM gave the node's tunnel address to a pod.") { OnCluster = ClusterFaults.TunnelAddressGivenToPod },
        new("DuplicateNodeName", "6.21", LabFaultScope.NodeAndPeer, "The node is a clone that takes itself for the peer: one name, tunnel address and MAC for both.") { OnCluster = ClusterFaults.DuplicateNodeName },
        new("MissingIpv6Device", "6.31", LabFaultScope.Node, "The node has no IPv6Address annotation, hence no vxlan-v6.calico.") { OnCluster = DeviceFaults.MissingIpv6Device, Needs = ClusterFaults.NeedsIpv6 },
        new("InstallationDisagrees", "6.35", LabFaultScope.Cluster, "The operator's Installation asks for another encapsulation than the pool has.") { OnCluster = ClusterFaults.InstallationDisagrees, Needs = ClusterFaults.NeedsOperator },
        new("OldTunnelAddressInPolicy", "4.3 step 7", LabFaultScope.Node, "The node's tunnel address of IPIP is left, and a GlobalNetworkSet names it in place of the one of now.") { OnCluster = SwitchFaults.OldTunnelAddressInPolicy },
        new("OldTunnelAddressInNat", "4.3 step 7", LabFaultScope.Node, "The node's tunnel address of IPIP is left, and a NAT rule of the node names it.") { OnCluster = SwitchFaults.OldTunnelAddressInNat, OnKernel = SwitchFaults.RuleForOldAddress },
    ];

    /// <summary>Sorted as the catalogue, then by node and peer.</summary>
    public static IReadOnlyList<LabFault> Ordered(IEnumerable<LabFault> faults) =>
        [.. faults.OrderBy(static f => Place(f.Kind)).ThenBy(static f => f.Node, StringComparer.Ordinal).ThenBy(static f => f.Peer, StringComparer.Ordinal)];

    public static LabFaultKind? Find(string name) => All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase));

    private static int Place(LabFaultKind kind)
    {
        int at = 0;
        while (at < All.Count && All[at].Name != kind.Name)
        {
            at++;
        }

        return at;
    }
}
