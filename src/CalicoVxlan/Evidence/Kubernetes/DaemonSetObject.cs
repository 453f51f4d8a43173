namespace CalicoVxlan.Evidence.Kubernetes;

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
