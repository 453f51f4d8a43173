using CalicoVxlan.Common;

namespace CalicoVxlan.Lookups;

/// <summary>Which pods to look for; what is null matches all. Text comparisons are the caller's, since wildcards are the shell's.</summary>
public sealed record PodVethQuery
{
    /// <summary>Names of pods.</summary>
    public Predicate<string>? Name { get; init; }

    /// <summary>Kubernetes namespaces.</summary>
    public Predicate<string>? Namespace { get; init; }

    /// <summary>Nodes.</summary>
    public Predicate<string>? Node { get; init; }

    /// <summary>Addresses or blocks, one of which a pod's address is in.</summary>
    public IReadOnlyList<AddressRange>? Address { get; init; }

    /// <summary>Names of host ends.</summary>
    public Predicate<string>? Interface { get; init; }

    /// <summary>MACs of pods' ends, as <c>66:f9:37:c3:7e:94</c> or with dashes.</summary>
    public IReadOnlyList<string>? MacAddress { get; init; }
}
