using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// A VXLAN header (RFC 7348), with the group policy extension (draft-smith-vxlan-group-policy) and the generic protocol
/// extension (draft-ietf-nvo3-vxlan-gpe) in its reserved bits.
/// <code>
///  0        1          2                    3               4         7          8
/// | flags  | reserved | reserved           | reserved      | VNI 24  | reserved |     RFC 7348: flags 0000I000
/// | G...I..| .D..A... | group policy id 16                 |                          group policy
/// | 00vvIPBO| reserved 16                   | next protocol |                         VXLAN-GPE
/// </code>
/// </summary>
public readonly ref struct VxlanHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 8;

    /// <summary>The port of RFC 7348; Calico's vxlanPort by default.</summary>
    public const ushort DefaultPort = 4789;

    /// <summary>Linux' port from before the RFC; flannel's, and MKE's with eBPF.</summary>
    public const ushort LinuxPort = 8472;

    /// <summary>The port of VXLAN-GPE.</summary>
    public const ushort GpePort = 4790;

    /// <summary>The VNI under which Calico's eBPF dataplane forwards node ports: 0xca11c0, inner MACs zero (felix/bpf-gpl/nat.h).</summary>
    public const int CalicoNodePortVni = 13242816;

    /// <summary>The I flag: the VNI is valid.</summary>
    public const byte VniFlag = 0x08;

    /// <summary>The G flag of the group policy extension.</summary>
    public const byte GroupPolicyFlag = 0x80;

    /// <summary>The P flag of VXLAN-GPE: a next protocol is named.</summary>
    public const byte NextProtocolFlag = 0x04;

    private readonly ulong bits;

    private VxlanHeader(ulong bits) => this.bits = bits;

    /// <summary>The first byte.</summary>
    public byte Flags => (byte)(bits >> 56);

    /// <summary>The network identifier, 0 to 16777215.</summary>
    public int Vni => (int)(bits >> 8) & 0xffffff;

    /// <summary>The group policy identifier, when the G flag is set.</summary>
    public ushort GroupPolicyId => (ushort)(bits >> 32);

    /// <summary>Group policy: D, do not learn from this frame.</summary>
    public bool DontLearn => (bits & 0x0040_0000_0000_0000) != 0;

    /// <summary>Group policy: A, the policy was applied already.</summary>
    public bool PolicyApplied => (bits & 0x0008_0000_0000_0000) != 0;

    /// <summary>VXLAN-GPE: what follows (1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH), when the P flag is set.</summary>
    public byte NextProtocol => (byte)(bits >> 32);

    /// <summary>VXLAN-GPE: the version, 0 to 3.</summary>
    public int GpeVersion => (int)(bits >> 60) & 3;

    /// <summary>The bits that RFC 7348 reserves and that no recognised extension explains.</summary>
    /// <param name="gpe">True when the header is VXLAN-GPE.</param>
    public ulong ReservedBits(bool gpe) => bits & (gpe
        ? 0xc0ff_ff00_0000_00ff
        : (Flags & GroupPolicyFlag) != 0 ? 0x77b7_0000_0000_00fful : 0xf7ff_ffff_0000_00fful);

    /// <summary>The header at the data's beginning; false when fewer than <see cref="HeaderLength"/> bytes are there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out VxlanHeader header)
    {
        if (data.Length < HeaderLength)
        {
            header = default;
            return false;
        }

        header = new VxlanHeader(BinaryPrimitives.ReadUInt64BigEndian(data));
        return true;
    }
}
