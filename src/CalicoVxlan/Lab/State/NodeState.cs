using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Lab.State;

/// <summary>A node as Kubernetes and Calico know it, and its kernel. Faults change the first before, the second after Felix has programmed it.</summary>
internal sealed class NodeState
{
    public NodeState(LabPlan plan, PlannedNode node)
    {
        Plan = node;
        Identity = this;
        Annotation = node.Address;
        Annotation6 = node.Address6;
        InternalAddress = node.Address;
        Local = node.Address.Address;
        Tunnel = node.Tunnel;
        Tunnel6 = node.Tunnel6;
        Vni = KernelVni = plan.Options.Vni;
        Port = KernelPort = plan.Options.Port;
        Blocks = [.. node.Blocks];
        Pods = [.. node.Pods];
        Kernel = new NamespaceState(node.Namespace, NamespaceKind.Node);
    }

    public PlannedNode Plan { get; }

    public string Name => Plan.Name;

    /// <summary>The node that this machine takes itself for.</summary>
    public NodeState Identity { get; set; }

    /// <summary>Annotation IPv4Address, with its prefix; null when it is missing.</summary>
    public Cidr? Annotation { get; set; }

    public Cidr? Annotation6 { get; set; }

    /// <summary>What is on eth0, and what the kubelet reports.</summary>
    public Cidr InternalAddress { get; set; }

    /// <summary>The address that vxlan.calico sends from.</summary>
    public NetAddress Local { get; set; }

    /// <summary>The interface that has it.</summary>
    public string Parent { get; set; } = FabricKernel.NodeDevice;

    /// <summary>Annotation IPv4VXLANTunnelAddr; null when it is missing.</summary>
    public NetAddress? Tunnel { get; set; }

    public NetAddress? Tunnel6 { get; set; }

    /// <summary>Annotation IPv4IPIPTunnelAddr, with its allocation; null as it is once IPIP has gone.</summary>
    public NetAddress? IpipTunnel { get; set; }

    /// <summary>The cluster's set of tunnel addresses still names <see cref="IpipTunnel"/> for this node.</summary>
    public bool IsNamedByIpip { get; set; }

    public int Vni { get; set; }

    public int Port { get; set; }

    /// <summary>What vxlan.calico really has; otherwise than <see cref="Vni"/> by a fault alone.</summary>
    public int KernelVni { get; set; }

    /// <inheritdoc cref="KernelVni"/>
    public int KernelPort { get; set; }

    /// <summary>Settings of a FelixConfiguration node.NAME; none where that is empty.</summary>
    public Dictionary<string, int> FelixOverrides { get; } = new(StringComparer.Ordinal);

    public List<Cidr> Blocks { get; }

    public List<PlannedPod> Pods { get; }

    /// <summary>Who IPAM thinks has the tunnel address.</summary>
    public TunnelOwner TunnelOwner { get; set; }

    /// <summary>Addresses that IPAM keeps for pods that are gone.</summary>
    public List<LeakedAddress> Leaked { get; } = [];

    /// <summary>A tunnel address in the node's block that IPAM keeps for a node that is gone.</summary>
    public (NetAddress Address, string Node)? LostTunnel { get; set; }

    public bool IsReady { get; set; } = true;

    /// <summary>The host's NetworkManager, which every node has, takes vxlan.calico for its own.</summary>
    public bool IsDeviceManaged { get; set; }

    public NamespaceState Kernel { get; }

    /// <summary>True when peers can reach its VTEP: Felix needs both addresses (vxlan_resolver.go).</summary>
    public bool HasVtep => Annotation is not null && Tunnel is not null;

    public bool HasVtep6 => Annotation6 is not null && Tunnel6 is not null;
}

/// <summary>Who has a tunnel address, by IPAM's account.</summary>
internal enum TunnelOwner
{
    /// <summary>The node, as it should be.</summary>
    Node,

    /// <summary>Nobody: the address may be given away.</summary>
    Nobody,

    /// <summary>A pod: it was given away.</summary>
    Pod,
}

/// <summary>An address that IPAM keeps for a pod that is gone.</summary>
internal sealed record LeakedAddress(NetAddress Address, string Namespace, string Pod, string ContainerId);
