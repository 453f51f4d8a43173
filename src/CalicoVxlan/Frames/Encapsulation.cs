namespace CalicoVxlan.Frames;

/// <summary>How a pod's packet was wrapped when it was captured.</summary>
public enum Encapsulation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>VXLAN (RFC 7348), with or without group policy.</summary>
    Vxlan,

    /// <summary>VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe).</summary>
    VxlanGpe,

    /// <summary>IP in IP (RFC 2003, RFC 2473, RFC 4213): Calico's IPIP mode.</summary>
    IpIp,
}
