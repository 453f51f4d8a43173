using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lookups;

/// <summary>What an interface name or a VNI is.</summary>
internal static class NameLookup
{
    /// <summary>Calico's eBPF dataplane sends node-port traffic between nodes with it (felix/bpf-gpl/nat.h).</summary>
    private const int EbpfNodePortVni = 0xCA11C0;

    public static void AddVni(List<CalicoAddress> rows, ClusterModel model, string asked, int vni)
    {
        if (vni == EbpfNodePortVni)
        {
            rows.Add(new CalicoAddress { Address = asked, Kind = "Vni", Description = "Calico's eBPF dataplane: node-port traffic forwarded between nodes", KnownFrom = "felix/bpf-gpl/nat.h" });
        }

        string[] expecting = [.. model.Nodes.Where(n => !n.IsWindows && model.Settings(n.Name).Vni == vni).Select(static n => n.Name)];
        string[] having = [.. model.Nodes.Where(n => model.Tables(n.Name).Answers.Links?.Any(l => l.Vxlan is { External: false } x && x.Vni == vni) == true).Select(static n => n.Name)];
        if (expecting.Length > 0 || having.Length > 0)
        {
            rows.Add(new CalicoAddress
            {
                Address = asked, Kind = "Vni", KnownFrom = expecting.Length > 0 ? model.Settings(expecting[0]).SourceOf("vxlanVNI", "FELIX_VXLANVNI") : "ip -d link on the nodes",
                Description = $"VNI of Calico on {expecting.Length} of {model.Nodes.Count} nodes; {having.Length} have a device with it",
            });
        }
    }

    public static void AddInterface(List<CalicoAddress> rows, ClusterModel model, string asked)
    {
        foreach (PodObject pod in model.Objects.Pods ?? [])
        {
            if (pod is { IsHostNetwork: false, Node: { } node } && CalicoNames.Veth(pod.Namespace, pod.Name, model.Settings(node).InterfacePrefix) == asked)
            {
                bool seen = model.Tables(node).Link(asked) is not null;
                rows.Add(new CalicoAddress
                {
                    Address = asked, Kind = "HostInterface", Namespace = pod.Namespace, Name = pod.Name, Node = node, Interface = asked,
                    Description = $"host's end of pod {pod.Namespace}/{pod.Name} on {node}", KnownFrom = seen ? "computed from the pod's name, and on the node" : "computed from the pod's name; not seen on the node",
                });
            }
        }

        foreach (ClusterNode node in model.Nodes)
        {
            if (model.Tables(node.Name).Link(asked) is { } link && !rows.Exists(r => r.Node == node.Name))
            {
                rows.Add(new CalicoAddress
                {
                    Address = asked, Kind = asked is CalicoNames.Device or CalicoNames.Device6 ? "Vtep" : "NodeInterface", Node = node.Name, Interface = asked,
                    Description = Describe(link, node.Name), KnownFrom = "ip link on the node",
                });
            }
        }
    }

    private static string Describe(LinkRecord link, string node) =>
        link.Vxlan is { } vxlan ? $"VXLAN device of {node}, {(vxlan.External ? "flow-based" : $"VNI {vxlan.Vni}")}, MAC {link.Mac}" : $"{link.Kind ?? "interface"} of {node}, MAC {link.Mac}";
}
