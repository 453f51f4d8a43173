using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// Tells VXLAN on an unknown port from everything else: the header must be what RFC 7348 has Calico send (flags 0x08, reserved
/// bits zero, a VNI), and behind it must be an Ethernet frame whose content agrees with itself. A payload that merely starts
/// with 0x08 does not get far.
/// </summary>
internal static class VxlanGuess
{
    private const int SmallestFrame = VxlanHeader.HeaderLength + EthernetHeader.HeaderLength;

    /// <summary>True when the payload can only be VXLAN.</summary>
    /// <param name="payload">The UDP payload, as far as captured.</param>
    /// <param name="wireLength">Its bytes on the wire.</param>
    public static bool IsVxlan(ReadOnlySpan<byte> payload, int wireLength)
    {
        if (payload.Length < SmallestFrame
            || payload[0] != VxlanHeader.VniFlag
            || !VxlanHeader.TryParse(payload, out VxlanHeader vxlan)
            || vxlan.ReservedBits(gpe: false) != 0
            || vxlan.Vni == 0
            || !EthernetHeader.TryParse(payload[VxlanHeader.HeaderLength..], out EthernetHeader ethernet)
            || (ethernet.Source[0] & 1) != 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = payload[SmallestFrame..];
        int room = wireLength - SmallestFrame;
        return ethernet.Type switch
        {
            EtherType.Ipv4 => IsIpv4(rest, room),
            EtherType.Ipv6 => Ipv6Header.TryParse(rest, out Ipv6Header ip) && Ipv6Header.HeaderLength + ip.PayloadLength <= room
                && ip.PayloadLength > 0 && ip.HopLimit > 0,
            EtherType.Arp => ArpHeader.TryParse(rest, out ArpHeader arp) && arp.Operation is 1 or 2,
            _ => false,
        };
    }

    private static bool IsIpv4(ReadOnlySpan<byte> data, int room) =>
        Ipv4Header.TryParse(data, out Ipv4Header ip)
        && ip.TotalLength >= ip.HeaderLength
        && ip.TotalLength <= room
        && InternetChecksum.Fold(InternetChecksum.Add(0, ip.Bytes)) == 0xffff;
}
