namespace CalicoVxlan.Frames;

/// <summary>What is odd about a frame although it can be decoded.</summary>
[Flags]
public enum FrameWarnings
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>VXLAN without the I flag: RFC 7348 has the receiver ignore its VNI; Linux drops the frame.</summary>
    VniFlagMissing = 1,

    /// <summary>Bits are set that RFC 7348, or the extension in use, reserves.</summary>
    ReservedBits = 2,

    /// <summary>An inner MAC address is zero, and the VNI is not that of Calico's eBPF node ports.</summary>
    ZeroInnerMac = 4,

    /// <summary>A length goes beyond what carries the packet: the outer packet, or the frame.</summary>
    LengthBeyondOuter = 8,

    /// <summary>TTL or hop limit is 0 or 1 on a packet that is not multicast: the next router drops it.</summary>
    TtlExpiring = 16,

    /// <summary>The UDP port is not known as VXLAN's; the payload can be nothing else.</summary>
    PortInferred = 32,

    /// <summary>More tunnels in one another than are followed.</summary>
    NestedTooDeep = 64,

    /// <summary>The outer packet is a fragment: the underlay's MTU is too small for what the VTEP sends.</summary>
    OuterFragment = 128,
}

/// <summary>The sentences for <see cref="FrameWarnings"/>.</summary>
internal static class FrameWarningText
{
    private static readonly (FrameWarnings Flag, string Text)[] Sentences =
    [
        (FrameWarnings.VniFlagMissing, "VXLAN I flag not set: the VNI does not count and receivers drop the frame"),
        (FrameWarnings.ReservedBits, "VXLAN reserved bits set"),
        (FrameWarnings.ZeroInnerMac, "inner MAC address is zero"),
        (FrameWarnings.LengthBeyondOuter, "a length goes beyond the packet or frame that carries it"),
        (FrameWarnings.TtlExpiring, "TTL 0 or 1: the next router drops the packet"),
        (FrameWarnings.PortInferred, "VXLAN inferred from the payload: the UDP port is not a known one"),
        (FrameWarnings.NestedTooDeep, "too many tunnels in one another; the innermost are not decoded"),
        (FrameWarnings.OuterFragment, "outer packet is a fragment: underlay MTU below the VTEP's packets"),
    ];

    public static string[] Describe(FrameWarnings warnings) => warnings == FrameWarnings.None
        ? []
        : [.. Sentences.Where(s => (warnings & s.Flag) != 0).Select(static s => s.Text)];
}
