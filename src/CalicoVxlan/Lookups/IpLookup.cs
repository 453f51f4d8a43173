using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>What an IP address is.</summary>
internal static class IpLookup
{
    private static readonly NetAddress Gateway4 = Parse("169.254.1.1");
    private static readonly NetAddress Gateway6 = Parse("fe80::ecee:eeff:feee:eeee");

    public static void Add(List<CalicoAddress> rows, ClusterModel model, string asked, NetAddress address)
    {
        if (address == Gateway4 || address == Gateway6)
        {
            rows.Add(new CalicoAddress
            {
                Address = asked, Kind = "Gateway",
                Description = address.IsIpv4 ? "every pod's IPv4 gateway: the node answers ARP for it on the cali interface (proxy ARP)" : "every pod's IPv6 gateway: link-local address of the cali interface",
                KnownFrom = "Calico's CNI plugin",
            });
            return;
        }

        Block? block = model.Blocks.Find(address);
        IpPoolObject? pool = block?.Pool ?? model.Blocks.PoolOf(new Cidr(address, address.IsIpv4 ? 32 : 128));
        Allocation? allocation = model.Blocks.Allocation(address);
        int before = rows.Count;
        Pods(rows, model, asked, address, block, pool, allocation);
        Nodes(rows, model, asked, address, block, pool);
        Services(rows, model, asked, address);
        if (rows.Count == before && allocation is { } taken)
        {
            rows.Add(Row(asked, taken.Type is null or "" ? "Pod" : "Vtep", taken.Node, block, pool, Describe(taken, block), "IPAMBlock " + block?.Object?.Name, taken.Namespace, taken.Pod));
        }

        if (rows.Count == before)
        {
            Interfaces(rows, model, asked, address);
        }

        if (rows.Count == before && pool is not null)
        {
            string what = block is null ? $"free: in pool {pool.Name}, and in no block yet"
                : block.Object is null ? $"in block {block.Cidr} of {block.Node ?? "no node"}; what is allocated in it is not known"
                : $"free: in block {block.Cidr} of {block.Node ?? "no node"}, not allocated";
            rows.Add(Row(asked, "Free", block?.Node, block, pool, what, block?.Object is { } found ? "IPAMBlock " + found.Name : "IPPool " + pool.Name));
        }
    }

    private static void Pods(List<CalicoAddress> rows, ClusterModel model, string asked, NetAddress address, Block? block, IpPoolObject? pool, Allocation? allocation)
    {
        if (model.PodWith(address) is not { } pod)
        {
            return;
        }

        string borrowed = block?.Node is { } owner && pod.Node is { } node && owner != node ? $", borrowed from a block of {owner}" : "";
        string ipam = model.Objects.Blocks is null ? "" : allocation is null ? "; IPAM has it not allocated" : "";
        string? name = pod.Node is null ? null : CalicoNames.Veth(pod.Namespace, pod.Name, model.Settings(pod.Node).InterfacePrefix);
        rows.Add(Row(asked, "Pod", pod.Node, block, pool, $"pod {pod.Namespace}/{pod.Name} on {pod.Node ?? "no node"}{borrowed}{ipam}", "Pod status.podIPs", pod.Namespace, pod.Name, name));
    }

    private static void Nodes(List<CalicoAddress> rows, ClusterModel model, string asked, NetAddress address, Block? block, IpPoolObject? pool)
    {
        foreach (ClusterNode node in model.Nodes)
        {
            NodeFamily family = node.Family(!address.IsIpv4);
            if (family.TunnelAddress == address)
            {
                string borrowed = block?.Node is { } owner && owner != node.Name ? $", borrowed from a block of {owner}" : "";
                rows.Add(Row(asked, "Vtep", node.Name, block, pool, $"tunnel address of {node.Name} on {family.Device}{borrowed}", $"Node annotation projectcalico.org/{family.TunnelAnnotation}", device: family.Device));
            }

            if (family.Address?.Address == address)
            {
                rows.Add(Row(asked, "Node", node.Name, null, null, $"address of node {node.Name}, its VTEP's outer address", $"Node annotation projectcalico.org/{family.AddressAnnotation}"));
            }
            else if (node.Object?.InternalAddresses.Contains(address) == true)
            {
                rows.Add(Row(asked, "Node", node.Name, null, null, $"InternalIP of node {node.Name}, not the address that Calico uses", "Node status.addresses"));
            }
        }
    }

    private static void Services(List<CalicoAddress> rows, ClusterModel model, string asked, NetAddress address)
    {
        foreach (ServiceObject service in model.Objects.Services ?? [])
        {
            if (service.Addresses.Contains(address))
            {
                rows.Add(Row(asked, "Service", null, null, null, $"service {service.Namespace}/{service.Name}", "Service spec.clusterIPs", service.Namespace, service.Name));
                return;
            }
        }

        foreach (Cidr range in model.Objects.ServiceRanges ?? [])
        {
            if (range.Contains(address))
            {
                rows.Add(Row(asked, "Service", null, null, null, $"in the service range {range}, of no service that is known", "ServiceCIDR"));
                return;
            }
        }
    }

    private static void Interfaces(List<CalicoAddress> rows, ClusterModel model, string asked, NetAddress address)
    {
        foreach (ClusterNode node in model.Nodes)
        {
            foreach (AddressRecord found in model.Tables(node.Name).Answers.Addresses ?? [])
            {
                if (found.Address.Address == address && found.Scope != "host")
                {
                    rows.Add(Row(asked, "NodeInterface", node.Name, null, null, $"address of {found.Interface} on {node.Name}", "ip addr on the node", device: found.Interface));
                }
            }
        }
    }

    private static string Describe(Allocation taken, Block? block)
    {
        string borrowed = block?.Node is { } owner && taken.Node is { } holder && owner != holder ? $", borrowed from a block of {owner}" : "";
        return taken.Pod is { } pod ? $"allocated to pod {taken.Namespace}/{pod} on {taken.Node}, which the API does not have{borrowed}"
            : $"allocated on {taken.Node ?? "an unrecorded node"} as {taken.Type ?? taken.Handle ?? "nothing that is recorded"}{borrowed}";
    }

    private static CalicoAddress Row(
        string asked, string kind, string? node, Block? block, IpPoolObject? pool, string description, string from, string? space = null, string? name = null, string? device = null) => new()
        {
            Address = asked, Kind = kind, Node = node, Block = block?.Cidr.ToString(), Pool = pool?.Name, Description = description, KnownFrom = from,
            Namespace = space, Name = name, Interface = device,
        };

    private static NetAddress Parse(string text) => NetAddress.TryParse(text, out NetAddress address) ? address : default;
}
