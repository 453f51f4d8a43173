namespace CalicoVxlan.Frames;

/// <summary>The layers a frame is made of.</summary>
public enum FrameLayer
{
    /// <summary>What the capture puts before the first byte (cooked header, loopback family).</summary>
    Link,

    /// <summary>Ethernet.</summary>
    Ethernet,

    /// <summary>A VLAN tag.</summary>
    Vlan,

    /// <summary>ARP.</summary>
    Arp,

    /// <summary>IPv4.</summary>
    Ipv4,

    /// <summary>IPv6 and its extension headers.</summary>
    Ipv6,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>ICMP or ICMPv6.</summary>
    Icmp,

    /// <summary>VXLAN or VXLAN-GPE.</summary>
    Vxlan,

    /// <summary>A network service header.</summary>
    Nsh,
}

/// <summary>Why decoding ended early.</summary>
public enum StopKind
{
    /// <summary>Decoding did not end early.</summary>
    None,

    /// <summary>The capture kept too few bytes of the frame; on the wire there were enough.</summary>
    Truncated,

    /// <summary>The frame contradicts itself.</summary>
    Malformed,

    /// <summary>Nothing here knows how to decode what comes.</summary>
    Unsupported,
}

/// <summary>Where and why decoding of a frame ended early.</summary>
/// <param name="Layer">The layer that could not be decoded.</param>
/// <param name="Kind">Why.</param>
/// <param name="Offset">Where that layer begins, in bytes from the frame's first.</param>
/// <param name="Needed">Bytes that it needs there (for a Malformed length: that it claims).</param>
/// <param name="Available">Bytes that there are.</param>
public sealed record DecodeStop(FrameLayer Layer, StopKind Kind, int Offset, int Needed, int Available)
{
    /// <summary>The stop in one line.</summary>
    public override string ToString() => Kind == StopKind.Unsupported
        ? $"{Layer} {Kind} at {Offset}"
        : $"{Layer} {Kind} at {Offset}: {Needed} bytes needed, {Available} available";
}
