using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

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
