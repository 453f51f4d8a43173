namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>What is sent while the seven points watch.</summary>
internal sealed record SignatureTraffic
{
    public string From { get; init; } = "node1";

    public string To { get; init; } = "node2";

    /// <summary>Another address than that of the receiver's pod.</summary>
    public string? Destination { get; init; }

    /// <summary>Of ICMP, UDP and TCP.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = Observation.Protocols;

    /// <summary>Bytes of ping's payload.</summary>
    public int Size { get; init; } = 56;

    public bool DontFragment { get; init; }

    /// <summary>True when all of it should be answered, so that it is worth a wait on a busy machine.</summary>
    public bool IsAnswered { get; init; }
}
