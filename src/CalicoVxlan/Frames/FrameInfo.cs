using System.Globalization;
using System.Text;
using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>The one line about a packet that an admin wants to read. Made of decoded numbers only, so it needs no cleaning.</summary>
internal static class FrameInfo
{
    public static string Describe(in CapturedPacket packet, in FrameLayout frame, FragmentTie? tie)
    {
        ref readonly HeaderLayout inner = ref frame.Inner;
        StringBuilder text = new(64);
        ReadOnlySpan<byte> data = packet.Data;
        if ((inner.Flags & HeaderFlags.LaterFragment) != 0)
        {
            DescribeFragment(text, data, inner, tie);
        }
        else if ((inner.Flags & HeaderFlags.Arp) != 0)
        {
            DescribeArp(text, data[inner.Network..]);
        }
        else if (inner.Transport >= 0)
        {
            DescribeTransport(text, data, inner);
        }
        else if (inner.IpVersion != 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{ProtocolNames.Of(inner.IpVersion, inner.EtherType, inner.Protocol)} len {Payload(inner)}");
        }
        else if (inner.EtherType is > 0 and < EtherType.FirstType)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"IEEE 802.3 len {inner.EtherType}");
        }
        else if (inner.EtherType != 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"EtherType 0x{inner.EtherType:x4} len {Payload(inner)}");
        }
        else
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"link type {(int)packet.Interface.LinkType} len {packet.WireLength}");
        }

        if (frame.StopKind is StopKind.Truncated or StopKind.Malformed)
        {
            _ = text.Append(frame.StopKind == StopKind.Truncated ? " [cut by the capture in " : " [malformed ").Append(frame.StopLayer).Append(']');
        }

        return text.ToString();
    }

    private static int Payload(in HeaderLayout packet) => Math.Max(0, packet.End - packet.Payload);

    private static void DescribeFragment(StringBuilder text, ReadOnlySpan<byte> data, in HeaderLayout packet, FragmentTie? tie)
    {
        ReadOnlySpan<byte> header = data[packet.Network..];
        (uint id, int offset) = (0u, 0);
        if (packet.IpVersion == 4 && Ipv4Header.TryParse(header, out Ipv4Header v4))
        {
            (id, offset) = (v4.Identification, v4.FragmentOffset);
        }
        else if (Ipv6Header.TryParse(header, out Ipv6Header v6))
        {
            Ipv6Extensions extensions = Ipv6Extensions.Walk(v6.NextHeader, header[Ipv6Header.HeaderLength..]);
            (id, offset) = (extensions.Identification, extensions.FragmentOffset);
        }

        _ = text.Append(CultureInfo.InvariantCulture,
            $"{IpProtocol.Name(packet.Protocol)} fragment id {id} offset {offset} len {Payload(packet)}");
        if (tie is not null)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $" of frame {tie.Number}");
        }
    }

    private static void DescribeArp(StringBuilder text, ReadOnlySpan<byte> data)
    {
        if (ArpHeader.TryParse(data, out ArpHeader arp))
        {
            string sender = AddressText.Ip(arp.SenderAddress)!;
            _ = arp.Operation switch
            {
                1 => text.Append("ARP who has ").Append(AddressText.Ip(arp.TargetAddress)).Append(" tell ").Append(sender),
                2 => text.Append("ARP ").Append(sender).Append(" is at ").Append(AddressText.Mac(arp.SenderMac)),
                _ => text.Append(CultureInfo.InvariantCulture, $"ARP operation {arp.Operation} from {sender}"),
            };
        }
    }

    private static void DescribeTransport(StringBuilder text, ReadOnlySpan<byte> data, in HeaderLayout packet)
    {
        ReadOnlySpan<byte> header = data[packet.Transport..];
        if (packet.Protocol == IpProtocol.Tcp && TcpHeader.TryParse(header, out TcpHeader tcp))
        {
            DescribeTcp(text, tcp, Payload(packet));
        }
        else if (packet.Protocol == IpProtocol.Udp && UdpHeader.TryParse(header, out UdpHeader udp))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"UDP {udp.SourcePort} > {udp.DestinationPort} len {Payload(packet)}");
        }
        else if (IcmpHeader.TryParse(header, out IcmpHeader icmp))
        {
            IcmpInfo.Describe(text, icmp, data, packet);
        }

        if ((packet.Flags & HeaderFlags.Fragment) != 0)
        {
            _ = text.Append(" first fragment");
        }
    }

    private static void DescribeTcp(StringBuilder text, TcpHeader tcp, int payload)
    {
        _ = text.Append(CultureInfo.InvariantCulture, $"TCP {tcp.SourcePort} > {tcp.DestinationPort} [");
        AppendFlags(text, tcp.Flags);
        _ = text.Append(CultureInfo.InvariantCulture, $"] seq {tcp.Sequence}");
        if ((tcp.Flags & TcpFlags.Ack) != 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $" ack {tcp.Acknowledgment}");
        }

        _ = text.Append(CultureInfo.InvariantCulture, $" win {tcp.Window}");
        if (payload > 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $" len {payload}");
        }

        TcpOptions options = TcpOptions.Parse(tcp.Options);
        if (options.MaximumSegmentSize is { } mss)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $" mss {mss}");
        }

        if (options.SackBlocks > 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $" sack {options.SackBlocks}");
        }
    }

    // The order in which people say them: SYN before ACK, the rare ones last.
    private static void AppendFlags(StringBuilder text, TcpFlags flags)
    {
        int start = text.Length;
        Append(TcpFlags.Syn, "SYN");
        Append(TcpFlags.Fin, "FIN");
        Append(TcpFlags.Rst, "RST");
        Append(TcpFlags.Psh, "PSH");
        Append(TcpFlags.Ack, "ACK");
        Append(TcpFlags.Urg, "URG");
        Append(TcpFlags.Ece, "ECE");
        Append(TcpFlags.Cwr, "CWR");
        Append(TcpFlags.Ae, "AE");

        void Append(TcpFlags flag, string name)
        {
            if ((flags & flag) != 0)
            {
                _ = text.Length > start ? text.Append(' ').Append(name) : text.Append(name);
            }
        }
    }
}
