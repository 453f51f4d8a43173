using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>A VXLAN header's fields (RFC 7348 and its extensions).</summary>
public sealed class VxlanInfo
{
    internal VxlanInfo(VxlanHeader header, bool gpe)
    {
        Flags = header.Flags;
        Vni = header.Vni;
        VniValid = (header.Flags & VxlanHeader.VniFlag) != 0;
        bool hasPolicy = !gpe && (header.Flags & VxlanHeader.GroupPolicyFlag) != 0;
        GroupPolicyId = hasPolicy ? header.GroupPolicyId : null;
        DontLearn = hasPolicy ? header.DontLearn : null;
        PolicyApplied = hasPolicy ? header.PolicyApplied : null;
        NextProtocol = gpe && (header.Flags & VxlanHeader.NextProtocolFlag) != 0 ? header.NextProtocol : null;
    }

    /// <summary>The first byte; 8 is what Calico sends.</summary>
    public int Flags { get; }

    /// <summary>The network identifier, 0 to 16777215.</summary>
    public int Vni { get; }

    /// <summary>The I flag.</summary>
    public bool VniValid { get; }

    /// <summary>The group policy identifier, 0 to 65535; null without the G flag.</summary>
    public int? GroupPolicyId { get; }

    /// <summary>Group policy's D flag; null without the G flag.</summary>
    public bool? DontLearn { get; }

    /// <summary>Group policy's A flag; null without the G flag.</summary>
    public bool? PolicyApplied { get; }

    /// <summary>VXLAN-GPE: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH; null without the P flag.</summary>
    public int? NextProtocol { get; }

    /// <summary>The VNI and the flags.</summary>
    public override string ToString() => $"VNI {Vni} flags 0x{Flags:x2}";
}

/// <summary>One of several tunnels in one another.</summary>
/// <param name="Encapsulation">The tunnel's kind.</param>
/// <param name="Vni">Its VNI; null for IP in IP.</param>
/// <param name="Vxlan">Its VXLAN header; null for IP in IP.</param>
/// <param name="Headers">The headers of the packet that carries it.</param>
public sealed record FrameTunnel(Encapsulation Encapsulation, int? Vni, VxlanInfo? Vxlan, FrameHeaders Headers);
