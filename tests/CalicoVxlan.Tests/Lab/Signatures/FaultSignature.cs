namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>What a fault of a lab looks like on the wire.</summary>
/// <param name="Fault">The lab's name for it.</param>
/// <param name="Node">The node it strikes; null for the whole cluster. Traffic goes from node1 to node2, unless it says otherwise.</param>
/// <param name="Last">The last of the seven points where requests that got no answer were seen.</param>
internal sealed record FaultSignature(string Fault, string? Node, int Last)
{
    /// <summary>The peer; the other end of the traffic, where the fault has peers.</summary>
    public string? Peer { get; init; }

    /// <summary>Tells rows of one fault apart.</summary>
    public string? Variant { get; init; }

    public SignatureTraffic Traffic { get; init; } = new();

    /// <summary>Protocols that work all the same.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>The last point of requests that were answered.</summary>
    public int LastAnswered { get; init; } = SevenPoints.Count;

    /// <summary>Points whose device is missing or down.</summary>
    public IReadOnlyList<int> Blind { get; init; } = [];

    public LabShape Shape { get; init; }

    /// <summary>What tells it apart from other faults, each with its name.</summary>
    public IReadOnlyList<(string Name, Func<Observation, bool> Holds)> Evidence { get; init; } = [];

    public string Name => Variant is null ? Fault : $"{Fault}, {Variant}";

    public FaultSignature Shows(string name, Func<Observation, bool> holds) => this with { Evidence = [.. Evidence, (name, holds)] };
}

/// <summary>Which lab.</summary>
internal enum LabShape
{
    /// <summary>Three nodes, VXLAN always.</summary>
    Always,

    /// <summary>Three nodes in two subnets, VXLAN across them, both IP versions.</summary>
    CrossSubnet,

    /// <summary>As Always, of a Calico before local and BIRD's routes got a metric.</summary>
    Before32,

    /// <summary>As Always, of a Calico that has no routes to borrowed tunnel addresses.</summary>
    Before29,
}
