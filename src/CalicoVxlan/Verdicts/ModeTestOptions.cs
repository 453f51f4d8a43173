using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Flows;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts;

/// <summary>What a test of the mode is to look at.</summary>
public sealed record ModeTestOptions
{
    /// <summary>The mode that is demanded; null when either VXLAN mode is right.</summary>
    public EncapsulationMode? Mode { get; init; }

    /// <summary>Ids or categories that are run; null for all.</summary>
    public Predicate<string>? Include { get; init; }

    /// <summary>Ids or categories that are left out.</summary>
    public Predicate<string>? Exclude { get; init; }

    /// <summary>The same cluster some time before, for counters; null without it.</summary>
    public ClusterModel? Earlier { get; init; }

    /// <summary>What was seen on the wire, by direction, with names; null without a capture.</summary>
    public IReadOnlyList<VxlanFlow>? Flows { get; init; }
}
