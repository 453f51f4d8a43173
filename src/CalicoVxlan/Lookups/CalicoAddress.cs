namespace CalicoVxlan.Lookups;

/// <summary>What an address, a MAC, an interface name, a VNI or a block is.</summary>
public sealed class CalicoAddress
{
    /// <summary>What was asked for.</summary>
    public required string Address { get; init; }

    /// <summary>Pod, Node, Vtep, Block, Pool, Gateway, HostInterface, PodInterface, NodeInterface, Vni, Service, Free, or NotOfThisCluster.</summary>
    public required string Kind { get; init; }

    /// <summary>Kubernetes namespace, for a pod or service.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name of the pod or service.</summary>
    public string? Name { get; init; }

    /// <summary>The node it is on.</summary>
    public string? Node { get; init; }

    /// <summary>Interface on that node.</summary>
    public string? Interface { get; init; }

    /// <summary>The block it is in.</summary>
    public string? Block { get; init; }

    /// <summary>The pool it is in.</summary>
    public string? Pool { get; init; }

    /// <summary>One line that says what it is.</summary>
    public required string Description { get; init; }

    /// <summary>How it is known: the object and field, or the command on the node.</summary>
    public required string KnownFrom { get; init; }

    /// <summary>Address and description.</summary>
    public override string ToString() => $"{Address}: {Description}";
}
