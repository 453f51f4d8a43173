using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.State;

/// <summary>
/// What Felix programs into a node for one IP family: device, tunnel address, and for each peer neighbour, FDB entry and the routes to
/// its blocks (felix/dataplane/linux/vxlan_mgr.go, route_mgr.go; vxlanfdb/vxlan_fdb.go).
/// </summary>
internal static class FelixDataplane
{
    // Felix' own protocol number for what is not on a tunnel device (dataplanedefs).
    private const int Protocol = 80;

    private const int DeviceIndex = 10;
    private const int DeviceIndex6 = 11;

    public static void Program(LabState state, NodeState node, bool isIpv6)
    {
        AddDevice(state, node, isIpv6);
        foreach (NodeState peer in state.Nodes.Where(p => p != node.Identity))
        {
            if (isIpv6 ? peer.HasVtep6 : peer.HasVtep)
            {
                Introduce(state, node, peer, isIpv6);
            }

            AddRoutes(state, node, peer, isIpv6);
        }
    }

    /// <summary>Addresses of own blocks that no pod has lead nowhere; a block of one address needs no such route.</summary>
    public static void AddBlackholes(NodeState node)
    {
        node.Kernel.Routes.AddRange(node.Identity.Blocks.Where(static b => !b.IsSingle).Select(static b => new RouteState("", $"blackhole {b} proto {Protocol}")));
        if (node.Identity.Plan.Block6 is { } block6)
        {
            node.Kernel.Routes.Add(new RouteState("", $"blackhole {block6} proto {Protocol} metric 1024"));
        }
    }

    /// <summary>The addresses of a peer's VTEP: its MAC, tunnel address and node address.</summary>
    public static (string Mac, string Tunnel, string Address) Vtep(NodeState peer, bool isIpv6) =>
        (CalicoNames.VtepMac(peer.Name, isIpv6).ToString(), (isIpv6 ? peer.Tunnel6 : peer.Tunnel)!.Value.ToString(),
            (isIpv6 ? peer.Annotation6 : peer.Annotation)!.Value.Address.ToString());

    private static void AddDevice(LabState state, NodeState node, bool isIpv6)
    {
        CalicoLabOptions options = state.Plan.Options;
        string device = NodeKernel.Device(isIpv6);
        int mtu = options.HostMtu - (isIpv6 ? CalicoNames.Overhead6 : CalicoNames.Overhead);
        string parent = isIpv6 ? FabricKernel.NodeDevice : node.Parent;
        NetAddress local = isIpv6 ? node.Plan.Address6!.Value.Address : node.Local;
        node.Kernel.Links.Add(new LinkState
        {
            Name = device,
            Create = VxlanDevice(node.Vni, local.ToString(), parent, node.Port),
            Index = isIpv6 ? DeviceIndex6 : DeviceIndex,
            Mtu = mtu,
            Mac = CalicoNames.VtepMac(node.Identity.Name, isIpv6).ToString(),
            Parent = parent,
            ParentMtu = options.HostMtu,

            // Until 3.27 Felix took the offload for broken with every kernel (facts 2.7).
            HasTxChecksum = state.Plan.Since(28),
        });
        NetAddress tunnel = (isIpv6 ? node.Identity.Tunnel6 : node.Identity.Tunnel)!.Value;
        node.Kernel.Addresses.Add(new AddressState(device, $"{tunnel}/{(isIpv6 ? 128 : 32)}"));
        node.Kernel.Sysctls[$"net/ipv4/conf/{device}/rp_filter"] = "0";
    }

    /// <summary>What follows <c>link add vxlan.calico</c>.</summary>
    public static string VxlanDevice(int vni, string local, string parent, int port) =>
        $"type vxlan id {vni} local {local} dev {parent} dstport {port} nolearning udpcsum noudp6zerocsumtx noudp6zerocsumrx";

    private static void Introduce(LabState state, NodeState node, NodeState peer, bool isIpv6)
    {
        string device = NodeKernel.Device(isIpv6);
        (string mac, string tunnel, string address) = Vtep(peer, isIpv6);
        node.Kernel.Neighbours.Add(new NeighbourState(device, tunnel, mac));
        node.Kernel.Fdb.Add(new FdbState(device, mac, address));

        // 3.30 and 3.31 added routes to tunnel addresses that nothing needs (calico#12179).
        bool isSpurious = state.Plan.Since(30) && !state.Plan.Since(32) && !peer.Blocks.Exists(b => b.IsSingle && b.ToString() == tunnel + "/32")
            && (isIpv6 || !IsBorrowed(peer, peer.Tunnel!.Value, isIpv6));
        if (isSpurious)
        {
            node.Kernel.Routes.Add(ToTunnel(state.Plan, device, tunnel, isIpv6));
        }
    }

    private static RouteState ToTunnel(LabPlan plan, string device, string tunnel, bool isIpv6) =>
        new(device, isIpv6 ? $"{tunnel} dev {device} metric 1024{Mtu(plan, isIpv6)}" : $"{tunnel} dev {device} scope link{Mtu(plan, isIpv6)}");

    private static void AddRoutes(LabState state, NodeState node, NodeState peer, bool isIpv6)
    {
        string device = NodeKernel.Device(isIpv6);
        string metric = isIpv6 ? " metric 1024" : "";
        Cidr? own = isIpv6 ? node.Identity.Annotation6 : node.Identity.Annotation;
        Cidr? other = isIpv6 ? peer.Annotation6 : peer.Annotation;
        if (other is null)
        {
            return;
        }

        bool isPlain = state.Plan.IsCrossSubnet && own!.Value.Contains(other.Value.Address);
        NetAddress? tunnel = isIpv6 ? peer.Tunnel6 : peer.Tunnel;
        string parent = isIpv6 ? FabricKernel.NodeDevice : node.Parent;
        IEnumerable<Cidr> blocks = isIpv6 ? peer.Plan.Block6 is { } block6 ? [block6] : [] : peer.Blocks;
        foreach (Cidr block in blocks.Concat(Borrowed(state.Plan, peer, isIpv6)))
        {
            if (block.IsSingle && node.Pods.Exists(p => p.Address == block.Address))
            {
                // The own pod's route wins (routetable/defs.go).
                continue;
            }

            if (isPlain && other.Value.Address == (isIpv6 ? node.Plan.Address6 : node.Plan.Address)?.Address)
            {
                // A clone of the peer: the kernel refuses a way over itself.
                continue;
            }

            if (isPlain)
            {
                node.Kernel.Routes.Add(new RouteState(parent, $"{block} via {other.Value.Address} dev {parent} proto {Protocol} onlink{metric}"));
            }
            else if (tunnel is { } gateway)
            {
                node.Kernel.Routes.Add(block.IsSingle && block.Address == gateway
                    ? ToTunnel(state.Plan, device, gateway.ToString(), isIpv6)
                    : new RouteState(device, $"{block} via {gateway} dev {device} onlink{metric}{Mtu(state.Plan, isIpv6)}"));
            }
        }
    }

    // Addresses out of others' blocks, each with a route of its own; tunnel addresses have had one since 3.29.2 (calico#9662).
    private static IEnumerable<Cidr> Borrowed(LabPlan plan, NodeState peer, bool isIpv6)
    {
        IEnumerable<NetAddress?> all = peer.Pods.Select(p => isIpv6 ? p.Address6 : p.Address);
        if (plan.RoutesBorrowedTunnels)
        {
            all = all.Append(isIpv6 ? peer.Tunnel6 : peer.Tunnel);
        }

        return all.OfType<NetAddress>().Where(a => IsBorrowed(peer, a, isIpv6)).Select(static a => new Cidr(a, a.IsIpv4 ? 32 : 128));
    }

    private static bool IsBorrowed(NodeState node, NetAddress address, bool isIpv6) =>
        isIpv6 ? node.Plan.Block6 is { } block6 && !block6.Contains(address) : !node.Blocks.Exists(b => b.Contains(address));

    // On routes since 3.31.
    private static string Mtu(LabPlan plan, bool isIpv6) =>
        plan.Since(31) ? $" mtu {plan.Options.HostMtu - (isIpv6 ? CalicoNames.Overhead6 : CalicoNames.Overhead)}" : "";
}
