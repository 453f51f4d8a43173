using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.State;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.Faults;

/// <summary>Faults of what a node knows of its peers. They are of the IPv4 VTEP; IPv6 stays as it is.</summary>
internal static class PeerFaults
{
    // Addresses of a node's subnet that no node has: lower ones are nodes'.
    private const ulong DeadHost = 250;
    private const ulong FormerHost = 200;

    // A part of the pool that no node has blocks in.
    private const ulong FormerTunnel = 250 * 256;

    public static void MissingFdbEntry(FaultTarget target) => EachVtep(target, static (node, mac, _) => node.Kernel.Fdb.RemoveAll(f => IsV4(f) && f.Mac == mac));

    public static void MissingNeighbour(FaultTarget target) =>
        EachVtep(target, static (node, _, tunnel) => node.Kernel.Neighbours.RemoveAll(n => n.Device == CalicoNames.Device && n.Address == tunnel));

    public static void WrongVtepMac(FaultTarget target) => EachVtep(target, static (node, mac, tunnel) =>
    {
        string wrong = OtherMac(mac);
        Replace(node.Kernel.Neighbours, n => n.Device == CalicoNames.Device && n.Address == tunnel, n => n with { Mac = wrong });
        Replace(node.Kernel.Fdb, f => IsV4(f) && f.Mac == mac, f => f with { Mac = wrong });
        return 0;
    });

    public static void DeadFdbDestination(FaultTarget target) => EachVtep(target, (node, mac, _) =>
    {
        string dead = node.Plan.Subnet.Cidr.Address.Plus(DeadHost).ToString();
        Replace(node.Kernel.Fdb, f => IsV4(f) && f.Mac == mac, f => f with { Destination = dead });
        return 0;
    });

    public static void StaleNeighbour(FaultTarget target)
    {
        foreach (NodeState peer in target.PeersWithVtep)
        {
            (string mac, _, _) = FelixDataplane.Vtep(peer, isIpv6: false);
            string former = target.Plan.Pool.Address.Plus(FormerTunnel + (ulong)peer.Plan.Index).ToString();
            string formerHost = peer.Plan.Subnet.Cidr.Address.Plus(FormerHost + (ulong)peer.Plan.Index).ToString();
            if (target.Node.Kernel.Link(CalicoNames.Device) is { IsUp: true })
            {
                target.Node.Kernel.Neighbours.Add(new NeighbourState(CalicoNames.Device, former, mac));
            }

            Replace(target.Node.Kernel.Fdb, f => IsV4(f) && f.Mac == mac, f => f with { Destination = formerHost });
        }
    }

    public static void MissingBlockRoute(FaultTarget target)
    {
        foreach (Cidr block in target.Peers.SelectMany(static p => p.Blocks))
        {
            _ = target.Node.Kernel.Routes.RemoveAll(r => IsTo(r, block) && !IsBird(r));
        }
    }

    public static void StrictReversePath(FaultTarget target)
    {
        MissingBlockRoute(target);
        string path = $"net/ipv4/conf/{CalicoNames.Device}/rp_filter";
        if (target.Node.Kernel.Sysctls.ContainsKey(path))
        {
            target.Node.Kernel.Sysctls[path] = "1";
        }
    }

    public static void PeerNotAllowed(FaultTarget target) => FelixFirewall.Forbid(target.Node, target.State, target.Peers, isIpv6: false);

    /// <summary>
    /// BIRD's routes for IPIP, which nobody took away. They would lead into tunl0; kernels without ipip have no such device, so they lead to the
    /// peer over eth0. Until 3.31 BIRD's and Felix' route are one to the kernel and BIRD's stays; since 3.32 BIRD's has a metric and loses.
    /// </summary>
    public static void LeftoverBirdRoute(FaultTarget target)
    {
        bool coexists = target.Plan.Since(32);
        NodeState node = target.Node;
        foreach ((NodeState peer, Cidr block) in target.Peers.SelectMany(static p => p.Blocks.Select(b => (p, b))))
        {
            string prefix = $"{block} via {peer.Plan.Address.Address} dev {FabricKernel.NodeDevice} proto 12 onlink";
            if (!coexists)
            {
                _ = node.Kernel.Routes.RemoveAll(r => IsTo(r, block));
            }

            node.Kernel.Routes.Add(new RouteState(FabricKernel.NodeDevice, coexists ? prefix + " metric 1024" : prefix));
        }
    }

    public static string OtherMac(string mac) => MacAddress.TryParse(mac, out MacAddress address) ? new MacAddress(address.Value ^ 0xff).ToString() : mac;

    private static void EachVtep(FaultTarget target, Func<NodeState, string, string, int> change)
    {
        foreach (NodeState peer in target.PeersWithVtep)
        {
            (string mac, string tunnel, _) = FelixDataplane.Vtep(peer, isIpv6: false);
            _ = change(target.Node, mac, tunnel);
        }
    }

    private static bool IsTo(RouteState route, Cidr block) =>
        route.Text.StartsWith($"{block} ", StringComparison.Ordinal) || (block.IsSingle && route.Text.StartsWith($"{block.Address} ", StringComparison.Ordinal));

    private static bool IsBird(RouteState route) => route.Text.Contains(" proto 12 ", StringComparison.Ordinal);

    private static bool IsV4(FdbState entry) => entry.Device == CalicoNames.Device;

    private static void Replace<T>(List<T> list, Predicate<T> match, Func<T, T> change)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (match(list[i]))
            {
                list[i] = change(list[i]);
            }
        }
    }
}
