namespace CalicoVxlan.Lookups;

/// <summary>A pod and the interface on its node that leads to it, with what proves it.</summary>
public sealed class PodVeth
{
    /// <summary>Kubernetes namespace; null for an interface that no pod has.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name of the pod; null for an interface that no pod has.</summary>
    public string? Pod { get; init; }

    /// <summary>The node that the pod is on; null while it is not scheduled.</summary>
    public string? Node { get; init; }

    /// <summary>All addresses of the pod.</summary>
    public IReadOnlyList<string> PodAddress { get; init; } = [];

    /// <summary>The host's end of the pair, such as <c>calic440f455693</c>.</summary>
    public string? Interface { get; init; }

    /// <summary>Index of the host's end on the node.</summary>
    public int? InterfaceIndex { get; init; }

    /// <summary>MAC of the host's end; Calico sets ee:ee:ee:ee:ee:ee.</summary>
    public string? InterfaceMac { get; init; }

    /// <summary>Name of the pod's end, mostly <c>eth0</c>.</summary>
    public string? PodInterface { get; init; }

    /// <summary>Index of the pod's end in the pod's namespace.</summary>
    public int? PodInterfaceIndex { get; init; }

    /// <summary>MAC of the pod's end, from inside the pod or from the node's neighbour table.</summary>
    public string? PodMac { get; init; }

    /// <summary>Bytes, of the host's end; both ends get the same when the pod is made.</summary>
    public int? Mtu { get; init; }

    /// <summary>Name of the pod's network namespace on its node, as <c>ip netns</c> knows it.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>The sandbox's id.</summary>
    public string? ContainerId { get; init; }

    /// <summary>The sandbox's process on the node.</summary>
    public int? ProcessId { get; init; }

    /// <summary>
    /// What agrees on the interface: NameHash (the name computed from namespace and pod is there), Route (the route to the pod's
    /// address), PeerIndex (both ends name each other's index, and the inner one has the address), ContainerRuntime (the sandbox's namespace).
    /// </summary>
    public IReadOnlyList<string> Proof { get; init; } = [];

    /// <summary>Two or more agree, and none disagrees.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Why there is no interface, or what disagrees and how; null when nothing does.</summary>
    public string? Problem { get; init; }

    /// <summary>Pod and interface.</summary>
    public override string ToString() => $"{Namespace}/{Pod} {Interface}";
}
