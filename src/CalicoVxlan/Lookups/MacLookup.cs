using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>Whose a MAC is.</summary>
internal static class MacLookup
{
    public static void Add(List<CalicoAddress> rows, ClusterModel model, string asked, MacAddress mac)
    {
        if (mac == MacAddress.CalicoHost)
        {
            rows.Add(new CalicoAddress { Address = asked, Kind = "Gateway", Description = "the host's end of every pod's veth: what pods see as their gateway's MAC", KnownFrom = "Calico's CNI plugin" });
            return;
        }

        foreach (ClusterNode node in model.Nodes)
        {
            Vteps(rows, asked, mac, node, isIpv6: false);
            Vteps(rows, asked, mac, node, isIpv6: true);
            Kernel(rows, model, asked, mac, node);
        }

        // Windows pods: 0E-2A and the four bytes of the address (calico cni-plugin dataplane_windows.go).
        if (mac.Value >> 32 == 0x0e2a && model.PodWith(NetAddress.Ipv4((uint)mac.Value)) is { } pod)
        {
            rows.Add(Pod(asked, pod, pod.Node, null, "computed from the pod's address, as on Windows"));
        }
    }

    private static void Vteps(List<CalicoAddress> rows, string asked, MacAddress mac, ClusterNode node, bool isIpv6)
    {
        NodeFamily family = node.Family(isIpv6);
        if (family.Mac == mac && (!isIpv6 || family.IsUsable))
        {
            rows.Add(new CalicoAddress
            {
                Address = asked, Kind = "Vtep", Node = node.Name, Interface = family.Device, Description = $"VTEP of {node.Name}{(family.IsUsable ? "" : ", which has none at present")}",
                KnownFrom = family.MacText is null ? "computed from the node's name" : $"Node annotation projectcalico.org/VXLANTunnelMACAddr{(isIpv6 ? "V6" : "")}",
            });
        }
    }

    private static void Kernel(List<CalicoAddress> rows, ClusterModel model, string asked, MacAddress mac, ClusterNode node)
    {
        NodeTables tables = model.Tables(node.Name);
        foreach (LinkRecord link in tables.Answers.Links ?? [])
        {
            if (link.Mac == mac && !rows.Exists(r => r.Node == node.Name && r.Interface == link.Name))
            {
                rows.Add(new CalicoAddress { Address = asked, Kind = "NodeInterface", Node = node.Name, Interface = link.Name, Description = $"{link.Name} of node {node.Name}", KnownFrom = "ip link on the node" });
            }
        }

        foreach (PodLinkRecord inside in tables.Answers.PodLinks ?? [])
        {
            if (inside.Link.Mac == mac)
            {
                PodObject? pod = inside.Addresses.Select(a => model.PodWith(a.Address)).FirstOrDefault(static p => p is not null);
                rows.Add(pod is not null ? Pod(asked, pod, node.Name, inside.Link.Name, "ip link in the pod's namespace")
                    : new CalicoAddress { Address = asked, Kind = "PodInterface", Node = node.Name, Interface = inside.Link.Name, Description = $"{inside.Link.Name} in namespace {inside.Namespace} on {node.Name}", KnownFrom = "ip link in that namespace" });
                return;
            }
        }

        foreach (NeighbourRecord neighbour in tables.Answers.Neighbours ?? [])
        {
            if (neighbour.Mac == mac && model.PodWith(neighbour.Address) is { } pod && pod.Node == node.Name)
            {
                rows.Add(Pod(asked, pod, node.Name, neighbour.Device, "neighbour table of the node"));
                return;
            }
        }
    }

    private static CalicoAddress Pod(string asked, PodObject pod, string? node, string? device, string from) => new()
    {
        Address = asked, Kind = "PodInterface", Namespace = pod.Namespace, Name = pod.Name, Node = node, Interface = device,
        Description = $"pod {pod.Namespace}/{pod.Name} on {node}", KnownFrom = from,
    };
}
