using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

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
