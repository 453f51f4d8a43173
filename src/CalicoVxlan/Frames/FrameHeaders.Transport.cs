using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>TCP, UDP, ICMP and ARP.</summary>
public sealed partial class FrameHeaders
{
    /// <summary>TCP or UDP source port.</summary>
    public int? SourcePort => TryPorts(out UdpHeader ports) ? ports.SourcePort : null;

    /// <summary>TCP or UDP destination port.</summary>
    public int? DestinationPort => TryPorts(out UdpHeader ports) ? ports.DestinationPort : null;

    /// <summary>TCP flags.</summary>
    public TcpFlags? TcpFlags => TryTcp(out TcpHeader tcp) ? tcp.Flags : null;

    /// <summary>TCP sequence number as on the wire.</summary>
    public long? Sequence => TryTcp(out TcpHeader tcp) ? tcp.Sequence : null;

    /// <summary>TCP acknowledgment number as on the wire; null without the ACK flag.</summary>
    public long? Acknowledgment => TryTcp(out TcpHeader tcp) && (tcp.Flags & Packets.TcpFlags.Ack) != 0 ? tcp.Acknowledgment : null;

    /// <summary>TCP window as on the wire, not scaled.</summary>
    public int? Window => TryTcp(out TcpHeader tcp) ? tcp.Window : null;

    /// <summary>Largest TCP segment that the sender of a SYN takes, in bytes.</summary>
    public int? MaximumSegmentSize => TryTcp(out TcpHeader tcp) ? TcpOptions.Parse(tcp.Options).MaximumSegmentSize : null;

    /// <summary>ICMP or ICMPv6 type.</summary>
    public int? IcmpType => TryIcmp(out IcmpHeader icmp) ? icmp.Type : null;

    /// <summary>ICMP or ICMPv6 code.</summary>
    public int? IcmpCode => TryIcmp(out IcmpHeader icmp) ? icmp.Code : null;

    /// <summary>Identifier of an echo.</summary>
    public int? IcmpId => TryIcmp(out IcmpHeader icmp) && IsEcho(icmp) ? icmp.Id : null;

    /// <summary>Sequence number of an echo.</summary>
    public int? IcmpSequence => TryIcmp(out IcmpHeader icmp) && IsEcho(icmp) ? icmp.Sequence : null;

    /// <summary>1 request, 2 reply.</summary>
    public int? ArpOperation => TryArp(out ArpHeader arp) ? arp.Operation : null;

    /// <summary>Hardware address of who asks or answers.</summary>
    public string? ArpSenderMac => TryArp(out ArpHeader arp) ? AddressText.Mac(arp.SenderMac) : null;

    /// <summary>IPv4 address of who asks or answers.</summary>
    public string? ArpSenderAddress => TryArp(out ArpHeader arp) ? AddressText.Ip(arp.SenderAddress) : null;

    /// <summary>Hardware address of who is asked.</summary>
    public string? ArpTargetMac => TryArp(out ArpHeader arp) ? AddressText.Mac(arp.TargetMac) : null;

    /// <summary>IPv4 address that is asked for.</summary>
    public string? ArpTargetAddress => TryArp(out ArpHeader arp) ? AddressText.Ip(arp.TargetAddress) : null;

    private static bool IsEcho(IcmpHeader icmp) => icmp.Type is 0 or 8 or 128 or 129;

    private bool TryPorts(out UdpHeader ports)
    {
        ports = default;
        return layout.Transport >= 0 && layout.Protocol is (IpProtocol.Tcp or IpProtocol.Udp)
            && UdpHeader.TryParse(Data[layout.Transport..], out ports);
    }

    private bool TryTcp(out TcpHeader tcp)
    {
        tcp = default;
        return layout.Transport >= 0 && layout.Protocol == IpProtocol.Tcp && TcpHeader.TryParse(Data[layout.Transport..], out tcp);
    }

    private bool TryIcmp(out IcmpHeader icmp)
    {
        icmp = default;
        return layout.Transport >= 0 && layout.Protocol is (IpProtocol.Icmp or IpProtocol.Icmpv6)
            && IcmpHeader.TryParse(Data[layout.Transport..], out icmp);
    }

    private bool TryArp(out ArpHeader arp)
    {
        arp = default;
        return (layout.Flags & HeaderFlags.Arp) != 0 && ArpHeader.TryParse(Data[layout.Network..], out arp);
    }
}
