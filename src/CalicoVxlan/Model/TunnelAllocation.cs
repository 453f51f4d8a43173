using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>What IPAM knows of a node's tunnel address. The handle is the node's own (node/pkg/allocateip/allocateip.go).</summary>
/// <param name="IsOwn">IPAM gave it to this node's tunnel.</param>
/// <param name="Handle">The handle that it is to have.</param>
/// <param name="State">What it has: not allocated, or allocated to whom.</param>
internal readonly record struct TunnelAllocation(bool IsOwn, string Handle, string State)
{
    /// <summary>Null where the node has no tunnel address of the family, or the IPAMBlocks are not known.</summary>
    public static TunnelAllocation? Of(ClusterModel model, ClusterNode node, NodeFamily family)
    {
        if (family.TunnelAddress is not { } tunnel || model.Objects.Blocks is null)
        {
            return null;
        }

        string handle = (family.IsIpv6 ? "vxlan-v6-tunnel-addr-" : "vxlan-tunnel-addr-") + node.Name;
        Allocation? allocation = model.Blocks.Allocation(tunnel);

        // A Windows node's tunnel address is reserved by its CNI plugin, not allocated.
        bool isOwn = allocation?.Handle == handle || (allocation is { Handle: null, Node: { } holder } && holder == node.Name) || node.IsWindows;
        return new TunnelAllocation(isOwn, handle, isOwn ? "its own" : allocation is not { } other ? "not allocated"
            : other.Pod is { } pod ? $"allocated to pod {other.Namespace}/{pod}" : $"allocated as {other.Handle ?? "nothing recorded"}");
    }
}
