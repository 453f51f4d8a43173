using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>A Node, with what Calico writes into its annotations (libcalico-go/lib/backend/k8s/resources/node.go).</summary>
internal sealed record NodeObject
{
    public required string Name { get; init; }

    /// <summary>kubernetes.io/os; <c>linux</c> where it is not said.</summary>
    public string OperatingSystem { get; init; } = "linux";

    /// <summary>status.addresses of type InternalIP that can be read.</summary>
    public IReadOnlyList<NetAddress> InternalAddresses { get; init; } = [];

    /// <summary>status.nodeInfo.kernelVersion.</summary>
    public string? Kernel { get; init; }

    /// <summary>Ready condition is True; null when it is not said.</summary>
    public bool? IsReady { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The annotations that begin with <c>projectcalico.org/</c>, by what follows it, such as <c>IPv4Address</c>.</summary>
    public IReadOnlyDictionary<string, string> Calico { get; init; } = new Dictionary<string, string>();

    /// <summary>spec.podCIDRs.</summary>
    public IReadOnlyList<Cidr> PodCidrs { get; init; } = [];
}

/// <summary>A Pod.</summary>
internal sealed record PodObject
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>spec.nodeName; null while it is not scheduled.</summary>
    public string? Node { get; init; }

    /// <summary>status.phase: Pending, Running, Succeeded, Failed, Unknown.</summary>
    public string Phase { get; init; } = "";

    public bool IsHostNetwork { get; init; }

    /// <summary>By Calico's precedence: status.podIPs, status.podIP, annotations podIPs and podIP (conversion.go).</summary>
    public IReadOnlyList<NetAddress> Addresses { get; init; } = [];

    /// <summary>Annotation cni.projectcalico.org/containerID: the sandbox.</summary>
    public string? ContainerId { get; init; }

    /// <summary>metadata.deletionTimestamp is set.</summary>
    public bool IsBeingDeleted { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The first container's image; kept for pods of calico-node only, elsewhere null.</summary>
    public string? Image { get; init; }

    /// <summary>metadata.labels["k8s-app"]; null when there is none.</summary>
    public string? App { get; init; }

    /// <summary>Ready condition is True; null when it is not said.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Restarts of all containers.</summary>
    public int Restarts { get; init; }
}

/// <summary>How a pool encapsulates.</summary>
public enum EncapsulationMode
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Between all nodes.</summary>
    Always,

    /// <summary>Between nodes of different subnets.</summary>
    CrossSubnet,
}

/// <summary>An IPPool (api/pkg/apis/projectcalico/v3/ippool.go).</summary>
internal sealed record IpPoolObject
{
    public required string Name { get; init; }

    public Cidr? Cidr { get; init; }

    public EncapsulationMode VxlanMode { get; init; }

    public EncapsulationMode IpipMode { get; init; }

    public bool NatOutgoing { get; init; }

    public bool IsDisabled { get; init; }

    public bool DisableBgpExport { get; init; }

    /// <summary>26 and 122 where it is not said.</summary>
    public int BlockSize { get; init; }

    /// <summary><c>all()</c> where it is not said.</summary>
    public string NodeSelector { get; init; } = "all()";

    /// <summary>Workload and Tunnel where it is not said.</summary>
    public IReadOnlyList<string> AllowedUses { get; init; } = ["Workload", "Tunnel"];

    public bool IsBeingDeleted { get; init; }

    /// <summary>Label app.kubernetes.io/managed-by, or the operator's own.</summary>
    public string? ManagedBy { get; init; }
}

/// <summary>A BlockAffinity; those that are marked deleted are not given.</summary>
internal sealed record BlockAffinityObject
{
    public required string Name { get; init; }

    public string Node { get; init; } = "";

    public Cidr? Cidr { get; init; }

    /// <summary>confirmed, pending, pendingDeletion.</summary>
    public string State { get; init; } = "";

    /// <summary>host or virtual.</summary>
    public string Type { get; init; } = "host";
}

/// <summary>An IPAMBlock; those that are marked deleted are not given.</summary>
internal sealed record IpamBlockObject
{
    public required string Name { get; init; }

    public Cidr? Cidr { get; init; }

    /// <summary>The node of <c>host:NODE</c>; null without an affinity.</summary>
    public string? Node { get; init; }

    /// <summary>Addresses that are taken.</summary>
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>How many addresses are free.</summary>
    public int Free { get; init; }
}

/// <summary>An address that IPAM gave away.</summary>
/// <param name="Address">The address: the block's first plus the ordinal.</param>
/// <param name="Handle">handle_id, such as <c>vxlan-tunnel-addr-node1</c> or <c>k8s-pod-network.CONTAINER</c>.</param>
/// <param name="Node">secondary.node; null when it is not recorded.</param>
/// <param name="Type">secondary.type, such as <c>vxlanTunnelAddress</c>; null for pods.</param>
/// <param name="Namespace">secondary.namespace.</param>
/// <param name="Pod">secondary.pod.</param>
internal readonly record struct Allocation(NetAddress Address, string? Handle, string? Node, string? Type, string? Namespace, string? Pod);

/// <summary>A FelixConfiguration: <c>default</c>, <c>node.NAME</c>, or one with a selector.</summary>
internal sealed record FelixConfigurationObject
{
    public required string Name { get; init; }

    /// <summary>spec's scalar fields as text, <c>true</c> and <c>false</c> for truth values, by their JSON name (vxlanEnabled, vxlanVNI, vxlanPort, vxlanMTU,
    /// ipipEnabled, bpfEnabled, wireguardEnabled, deviceRouteProtocol, interfacePrefix, featureDetectOverride ...).</summary>
    public IReadOnlyDictionary<string, string> Spec { get; init; } = new Dictionary<string, string>();

    /// <summary>spec.externalNodesList.</summary>
    public IReadOnlyList<string> ExternalNodes { get; init; } = [];
}

/// <summary>The calico-node DaemonSet.</summary>
internal sealed record DaemonSetObject
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Image of the container calico-node.</summary>
    public string? Image { get; init; }

    /// <summary>env of the container calico-node that have a literal value or a ConfigMap key (given as <c>configmap:NAME/KEY</c>).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Words of the liveness probe's command; empty for another kind of probe.</summary>
    public IReadOnlyList<string> LivenessCommand { get; init; } = [];

    /// <summary>Words of the readiness probe's command.</summary>
    public IReadOnlyList<string> ReadinessCommand { get; init; } = [];

    /// <summary>status.desiredNumberScheduled; null when it is not said.</summary>
    public int? Desired { get; init; }

    /// <summary>status.updatedNumberScheduled.</summary>
    public int? Updated { get; init; }

    /// <summary>status.numberReady.</summary>
    public int? Ready { get; init; }
}

/// <summary>The ConfigMap calico-config of a manifest install.</summary>
internal sealed record CalicoConfigObject
{
    public required string Namespace { get; init; }

    /// <summary>data: calico_backend, veth_mtu, cni_network_config, typha_service_name; nothing else of it is kept.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();
}

/// <summary>The operator's Installation.</summary>
internal sealed record InstallationObject
{
    public required string Name { get; init; }

    /// <summary>spec.calicoNetwork.bgp: Enabled, Disabled; null when it is not said.</summary>
    public string? Bgp { get; init; }

    /// <summary>spec.calicoNetwork.linuxDataplane: Iptables, Nftables, BPF, VPP.</summary>
    public string? LinuxDataplane { get; init; }

    /// <summary>spec.calicoNetwork.mtu in bytes; null when it is not said.</summary>
    public int? Mtu { get; init; }

    /// <summary>spec.cni.ipam.type: Calico, HostLocal.</summary>
    public string? IpamType { get; init; }

    public IReadOnlyList<InstallationPool> Pools { get; init; } = [];
}

/// <summary>A pool of spec.calicoNetwork.ipPools.</summary>
/// <param name="Name">Its name; null when it is not said.</param>
/// <param name="Cidr">Its block; null when it can't be read.</param>
/// <param name="Encapsulation">IPIP, IPIPCrossSubnet, VXLAN, VXLANCrossSubnet, None; null when it is not said.</param>
internal sealed record InstallationPool(string? Name, Cidr? Cidr, string? Encapsulation);

/// <summary>A BGPPeer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">spec.node; null for a global peer.</param>
/// <param name="PeerIp">spec.peerIP.</param>
internal sealed record BgpPeerObject(string Name, string? Node, string? PeerIp);
