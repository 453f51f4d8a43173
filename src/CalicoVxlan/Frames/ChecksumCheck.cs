using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// Checks the checksums of one packet in a frame (RFC 1071, RFC 768, RFC 9293, RFC 4443).
/// Linux leaves <c>Partial</c> ones to the network card (CHECKSUM_PARTIAL); around such a packet it computes the outer UDP
/// checksum for the bytes as they will be (local checksum offload, Documentation/networking/checksum-offloads.rst).
/// </summary>
internal readonly ref struct ChecksumCheck(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;

    public ChecksumState Ip(in HeaderLayout packet) => packet.Network < 0 ? ChecksumState.Unknown
        : packet.IpVersion != 4 ? ChecksumState.NotPresent
        : !Ipv4Header.TryParse(data[packet.Network..], out Ipv4Header ip) ? ChecksumState.Unknown
        : InternetChecksum.Fold(InternetChecksum.Add(0, ip.Bytes)) == 0xffff ? ChecksumState.Correct
        : ChecksumState.Incorrect;

    /// <summary>The upper layer's checksum.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="inner">The innermost packet inside it; the packet itself when it carries none.</param>
    /// <param name="carries">True when <paramref name="inner"/> lies inside <paramref name="packet"/>.</param>
    public ChecksumState Transport(in HeaderLayout packet, in HeaderLayout inner, bool carries)
    {
        int at = packet.Transport;
        if (at < 0)
        {
            return packet.IpVersion == 0 || (packet.Flags & HeaderFlags.LaterFragment) == 0 && !HasChecksum(packet.Protocol)
                ? ChecksumState.NotPresent
                : ChecksumState.Unknown;
        }

        ushort found = Field(packet);
        if (packet.Protocol == IpProtocol.Udp && found == 0)
        {
            return ChecksumState.NotPresent;
        }

        if ((packet.Flags & HeaderFlags.Fragment) != 0)
        {
            return ChecksumState.Unknown;
        }

        ulong pseudo = PseudoHeader(packet);
        if (packet.Protocol is IpProtocol.Tcp or IpProtocol.Udp && found == InternetChecksum.Fold(pseudo))
        {
            return ChecksumState.Partial;
        }

        if (packet.End > data.Length)
        {
            return ChecksumState.Unknown;
        }

        if (InternetChecksum.Fold(InternetChecksum.Add(pseudo, data[at..packet.End])) == 0xffff)
        {
            return ChecksumState.Correct;
        }

        return carries && IsCorrectOnceCompleted(at, pseudo, inner) ? ChecksumState.Correct : ChecksumState.Incorrect;
    }

    // When the inner checksum is completed, its packet and pseudo-header sum up to 0xffff; so the packet's bytes alone sum up
    // to the complement of the pseudo-header's sum, which is what stands in the inner field now.
    private bool IsCorrectOnceCompleted(int at, ulong pseudo, in HeaderLayout inner)
    {
        if (inner.Transport <= at || Transport(inner, inner, carries: false) != ChecksumState.Partial)
        {
            return false;
        }

        ulong sum = InternetChecksum.Add(pseudo, data[at..inner.Transport]);
        ushort completed = (ushort)~Field(inner);
        int folded = InternetChecksum.Fold(sum) + completed;
        return ((folded & 0xffff) + (folded >> 16)) == 0xffff;
    }

    private ulong PseudoHeader(in HeaderLayout packet)
    {
        ReadOnlySpan<byte> header = data[packet.Network..];
        int length = packet.End - packet.Transport;
        return packet.IpVersion == 6 && Ipv6Header.TryParse(header, out Ipv6Header ipv6)
                ? InternetChecksum.PseudoHeader(ipv6.Source, ipv6.Destination, packet.Protocol, length)
            : packet.Protocol != IpProtocol.Icmp && Ipv4Header.TryParse(header, out Ipv4Header ipv4)
                ? InternetChecksum.PseudoHeader(ipv4.Source, ipv4.Destination, packet.Protocol, length)
            : 0;
    }

    private ushort Field(in HeaderLayout packet)
    {
        ReadOnlySpan<byte> header = data[packet.Transport..];
        return packet.Protocol switch
        {
            IpProtocol.Tcp => TcpHeader.TryParse(header, out TcpHeader tcp) ? tcp.Checksum : (ushort)0,
            IpProtocol.Udp => UdpHeader.TryParse(header, out UdpHeader udp) ? udp.Checksum : (ushort)0,
            _ => IcmpHeader.TryParse(header, out IcmpHeader icmp) ? icmp.Checksum : (ushort)0,
        };
    }

    private static bool HasChecksum(byte protocol) =>
        protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.Icmpv6;
}
