namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>What is sent while the seven points watch.</summary>
internal sealed record SignatureTraffic
{
    public string From { get; init; } = "node1";

    public string To { get; init; } = "node2";

    /// <summary>Another pod of the receiver's node than its first.</summary>
    public string? ToPod { get; init; }

    /// <summary>Another address than that of the receiver's pod.</summary>
    public string? Destination { get; init; }

    /// <summary>Of ICMP, UDP and TCP; or ICMPv6 alone.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = Observation.Protocols;

    /// <summary>Ping alone.</summary>
    public static SignatureTraffic Ping(int size, bool dontFragment) => new() { Protocols = ["ICMP"], Size = size, DontFragment = dontFragment };

    /// <summary>Bytes of ping's payload.</summary>
    public int Size { get; init; } = 56;

    public bool DontFragment { get; init; }

    public bool IsIpv6 => Protocols.Contains("ICMPv6");
}
