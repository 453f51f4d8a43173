using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Evidence;

/// <summary>What the Kubernetes API said. A list is null when it could not be had, which is not the same as empty.</summary>
internal sealed record ClusterObjects
{
    public IReadOnlyList<NodeObject>? Nodes { get; init; }

    public IReadOnlyList<PodObject>? Pods { get; init; }

    public IReadOnlyList<IpPoolObject>? Pools { get; init; }

    public IReadOnlyList<BlockAffinityObject>? Affinities { get; init; }

    public IReadOnlyList<IpamBlockObject>? Blocks { get; init; }

    public IReadOnlyList<FelixConfigurationObject>? FelixConfigurations { get; init; }

    /// <summary>ClusterInformation default's spec.calicoVersion, such as <c>v3.32.1</c>; null when it is not known.</summary>
    public string? CalicoVersion { get; init; }

    /// <summary>ClusterInformation's spec.clusterType, such as <c>typha,kdd,k8s,operator,bgp</c>.</summary>
    public string? ClusterType { get; init; }

    public IReadOnlyList<InstallationObject>? Installations { get; init; }

    public IReadOnlyList<BgpPeerObject>? BgpPeers { get; init; }

    public IReadOnlyList<DaemonSetObject>? DaemonSets { get; init; }

    public IReadOnlyList<CalicoConfigObject>? ConfigMaps { get; init; }

    public IReadOnlyList<ServiceObject>? Services { get; init; }

    /// <summary>spec.cidrs of ServiceCIDRs (networking.k8s.io/v1, Kubernetes 1.33).</summary>
    public IReadOnlyList<Cidr>? ServiceRanges { get; init; }

    /// <summary>NetworkPolicies of networking.k8s.io.</summary>
    public IReadOnlyList<PolicyObject>? NetworkPolicies { get; init; }

    /// <summary>NetworkPolicies of Calico's own.</summary>
    public IReadOnlyList<PolicyObject>? CalicoNetworkPolicies { get; init; }

    public IReadOnlyList<PolicyObject>? GlobalNetworkPolicies { get; init; }

    public IReadOnlyList<PolicyObject>? NetworkSets { get; init; }

    public IReadOnlyList<PolicyObject>? GlobalNetworkSets { get; init; }
}
