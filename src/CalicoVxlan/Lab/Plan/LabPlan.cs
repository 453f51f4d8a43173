using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Lab.Plan;

/// <summary>What a lab consists of, computed from its options alone: the same options always give the same plan.</summary>
internal sealed record LabPlan
{
    public required CalicoLabOptions Options { get; init; }

    public required IReadOnlyList<PlannedSubnet> Subnets { get; init; }

    public required IReadOnlyList<PlannedNode> Nodes { get; init; }

    /// <summary>The IPv4 pool, default-ipv4-ippool.</summary>
    public required Cidr Pool { get; init; }

    /// <summary>The IPv6 pool, default-ipv6-ippool; null without IPv6.</summary>
    public required Cidr? Pool6 { get; init; }

    /// <summary>Namespace of what lies between the nodes: a bridge for each subnet and the router between them.</summary>
    public string FabricNamespace => $"{Options.Name}-fabric";

    /// <summary>Bytes of the pods' MTU: the smallest that any enabled encapsulation leaves (facts 1.3).</summary>
    public int PodMtu => Options.HostMtu - (Options.DualStack ? Model.CalicoNames.Overhead6 : Model.CalicoNames.Overhead);

    public bool IsCrossSubnet => Options.VxlanMode == EncapsulationMode.CrossSubnet;

    /// <summary>
    /// True where the nodes know each other's eth0 by permanent neighbours. The kernel has one neighbour table for all namespaces (1024 entries by
    /// default, gc_thresh3), which the nodes of a large lab alone would fill; permanent entries are not counted.
    /// </summary>
    public bool HasFixedNeighbours => Nodes.Count > 8;

    public IEnumerable<PlannedPod> Pods => Nodes.SelectMany(static n => n.Pods);

    /// <summary>Every namespace of the lab.</summary>
    public IEnumerable<string> Namespaces =>
        [FabricNamespace, .. Nodes.Select(static n => n.Namespace), .. Pods.Select(static p => p.NetworkNamespace)];

    /// <summary>Peers have a route to a tunnel address that is out of another node's block: since 3.29.2 (calico#9662).</summary>
    public bool RoutesBorrowedTunnels => Since(30) || (Since(29) && Options.CalicoVersion.Build is < 0 or >= 2);

    /// <summary>True from this minor release of Calico 3 on.</summary>
    public bool Since(int minor) => Options.CalicoVersion.Minor >= minor;
}

/// <summary>A subnet of the underlay.</summary>
/// <param name="Bridge">Its bridge in the fabric.</param>
/// <param name="Mac">The bridge's MAC.</param>
/// <param name="Cidr">Its IPv4 block.</param>
/// <param name="Gateway">The router's address in it.</param>
/// <param name="Cidr6">Its IPv6 block; null without IPv6.</param>
/// <param name="Gateway6">The router's IPv6 address in it.</param>
internal sealed record PlannedSubnet(string Bridge, MacAddress Mac, Cidr Cidr, NetAddress Gateway, Cidr? Cidr6, NetAddress? Gateway6);

/// <summary>A node.</summary>
internal sealed record PlannedNode
{
    /// <summary>0 for the first.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required PlannedSubnet Subnet { get; init; }

    /// <summary>Its address on the underlay with the subnet's prefix.</summary>
    public required Cidr Address { get; init; }

    public required Cidr? Address6 { get; init; }

    /// <summary>MAC of eth0.</summary>
    public required MacAddress Mac { get; init; }

    public required NetAddress Tunnel { get; init; }

    public required NetAddress? Tunnel6 { get; init; }

    /// <summary>Its IPv4 blocks, the tunnel address being the first address of the first.</summary>
    public required IReadOnlyList<Cidr> Blocks { get; init; }

    public required Cidr? Block6 { get; init; }

    public required IReadOnlyList<PlannedPod> Pods { get; init; }

    /// <summary>The fabric's end of the node's eth0.</summary>
    public string Port => Name;
}

/// <summary>A pod.</summary>
internal sealed record PlannedPod
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of its node.</summary>
    public required string Node { get; init; }

    public required string NetworkNamespace { get; init; }

    public required NetAddress Address { get; init; }

    public required NetAddress? Address6 { get; init; }

    /// <summary>The host's end of its veth.</summary>
    public required string Interface { get; init; }

    /// <summary>Index of the host's end.</summary>
    public required int InterfaceIndex { get; init; }

    /// <summary>64 hexadecimal digits.</summary>
    public required string ContainerId { get; init; }
}
