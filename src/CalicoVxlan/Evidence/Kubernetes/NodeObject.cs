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
