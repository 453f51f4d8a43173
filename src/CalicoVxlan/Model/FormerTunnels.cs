using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>A tunnel address that a node had and that is no node's any more.</summary>
/// <param name="Address">The address.</param>
/// <param name="Node">Whose it was; null when that is not recorded.</param>
/// <param name="Source">Who says so.</param>
internal sealed record FormerTunnel(NetAddress Address, string? Node, string Source)
{
    public override string ToString() => $"{(Node is null ? "a" : Node + "'s")} former tunnel address ({Source})";
}

/// <summary>
/// Tunnel addresses of before: with the switch from IPIP each node gets another one, and what the node itself sends to pods comes from that
/// (node/pkg/allocateip). Annotation and allocation go with IPIP; where they have gone, earlier evidence still tells.
/// </summary>
internal sealed class FormerTunnels
{
    private const string IpipAnnotation = "IPv4IPIPTunnelAddr";
    private const string IpipHandle = "ipip-tunnel-addr-";

    private readonly Dictionary<NetAddress, FormerTunnel> found = [];
    private readonly HashSet<NetAddress> current = [];

    private FormerTunnels(ClusterModel now, ClusterModel? earlier)
    {
        foreach (ClusterNode node in now.Nodes)
        {
            current.UnionWith(Tunnels(node).Select(static t => t.Address));
            current.UnionWith(((string[])["IPv4WireguardInterfaceAddr", "IPv6WireguardInterfaceAddr"]).Select(a => Annotation(node, a)).OfType<NetAddress>());
        }

        AddIpip(now, "");
        if (earlier is not null)
        {
            AddIpip(earlier, ", in the earlier evidence");
            foreach (ClusterNode node in earlier.Nodes)
            {
                foreach ((NetAddress address, string annotation) in Tunnels(node))
                {
                    Add(address, node.Name, $"annotation projectcalico.org/{annotation}, in the earlier evidence");
                }
            }
        }
    }

    /// <summary>By address; none that a node has now.</summary>
    public IReadOnlyDictionary<NetAddress, FormerTunnel> All => found;

    public static FormerTunnels Of(ClusterModel now, ClusterModel? earlier) => new(now, earlier);

    /// <summary>Whether it is a node's tunnel address of now, VXLAN's or WireGuard's.</summary>
    public bool IsCurrent(NetAddress address) => current.Contains(address);

    private void AddIpip(ClusterModel model, string when)
    {
        foreach (ClusterNode node in model.Nodes)
        {
            if (Annotation(node, IpipAnnotation) is { } address)
            {
                Add(address, node.Name, $"annotation projectcalico.org/{IpipAnnotation}{when}");
            }
        }

        foreach (Allocation allocation in (model.Objects.Blocks ?? []).SelectMany(static b => b.Allocations))
        {
            if (allocation.Type == "ipipTunnelAddress" || allocation.Handle?.StartsWith(IpipHandle, StringComparison.Ordinal) == true)
            {
                Add(allocation.Address, allocation.Node, $"IPAM allocation {allocation.Handle ?? allocation.Type}{when}");
            }
        }
    }

    private void Add(NetAddress address, string? node, string source)
    {
        if (!current.Contains(address))
        {
            _ = found.TryAdd(address, new FormerTunnel(address, node, source));
        }
    }

    private static IEnumerable<(NetAddress Address, string Annotation)> Tunnels(ClusterNode node)
    {
        foreach (NodeFamily family in (NodeFamily[])[node.V4, node.V6])
        {
            if (family.TunnelAddress is { } address)
            {
                yield return (address, family.TunnelAnnotation);
            }
        }
    }

    private static NetAddress? Annotation(ClusterNode node, string name) => NetAddress.TryParse(node.Object?.Calico.GetValueOrDefault(name), out NetAddress address) ? address : null;
}
