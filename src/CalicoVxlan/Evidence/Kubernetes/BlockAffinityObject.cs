using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

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
