using System.Globalization;
using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>ICMP (RFC 792) and ICMPv6 (RFC 4443, RFC 4861) messages in words.</summary>
internal static class IcmpInfo
{
    public static void Describe(StringBuilder text, IcmpHeader icmp, ReadOnlySpan<byte> data, in HeaderLayout packet)
    {
        ReadOnlySpan<byte> body = data[Math.Min(packet.Payload, data.Length)..];
        if (packet.IpVersion == 6)
        {
            DescribeVersion6(text, icmp, body, data, packet);
            return;
        }

        switch (icmp.Type)
        {
            case 0 or 8:
                Echo(text, "ICMP", icmp.Type == 8, icmp, data, packet);
                break;
            case 3 when icmp.Code == 4:
                _ = text.Append(CultureInfo.InvariantCulture, $"ICMP fragmentation needed mtu {icmp.Sequence}");
                Quote(text, body);
                break;
            case 3:
                _ = text.Append("ICMP ").Append(Unreachable(icmp.Code));
                Quote(text, body);
                break;
            case 11:
                _ = text.Append(icmp.Code == 0 ? "ICMP time to live exceeded" : "ICMP reassembly time exceeded");
                Quote(text, body);
                break;
            case 5:
                _ = text.Append("ICMP redirect");
                Quote(text, body);
                break;
            default:
                _ = text.Append(CultureInfo.InvariantCulture, $"ICMP type {icmp.Type} code {icmp.Code}");
                break;
        }
    }

    private static void DescribeVersion6(StringBuilder text, IcmpHeader icmp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> data, in HeaderLayout packet)
    {
        switch (icmp.Type)
        {
            case 128 or 129:
                Echo(text, "ICMPv6", icmp.Type == 128, icmp, data, packet);
                break;
            case 1:
                _ = text.Append(icmp.Code == 4 ? "ICMPv6 port unreachable" : "ICMPv6 destination unreachable");
                Quote(text, body);
                break;
            case 2:
                _ = text.Append(CultureInfo.InvariantCulture, $"ICMPv6 packet too big mtu {icmp.Mtu}");
                Quote(text, body);
                break;
            case 3:
                _ = text.Append("ICMPv6 hop limit exceeded");
                Quote(text, body);
                break;
            case 133:
                _ = text.Append("ICMPv6 router solicitation");
                break;
            case 134:
                _ = text.Append("ICMPv6 router advertisement");
                break;
            case 135 or 136:
                _ = text.Append(icmp.Type == 135 ? "ICMPv6 who has " : "ICMPv6 here is ").Append(body.Length >= 16 ? AddressText.Ip(body[..16]) : "?");
                break;
            case 130 or 131 or 132 or 143:
                _ = text.Append("ICMPv6 multicast listener ").Append(icmp.Type switch { 130 => "query", 132 => "done", _ => "report" });
                break;
            default:
                _ = text.Append(CultureInfo.InvariantCulture, $"ICMPv6 type {icmp.Type} code {icmp.Code}");
                break;
        }
    }

    private static void Echo(StringBuilder text, string name, bool request, IcmpHeader icmp, ReadOnlySpan<byte> data, in HeaderLayout packet)
    {
        ReadOnlySpan<byte> ip = data[packet.Network..];
        int ttl = packet.IpVersion == 4 && Ipv4Header.TryParse(ip, out Ipv4Header v4) ? v4.Ttl
            : Ipv6Header.TryParse(ip, out Ipv6Header v6) ? v6.HopLimit : 0;
        _ = text.Append(CultureInfo.InvariantCulture, $"{name} echo {(request ? "request" : "reply")} id {icmp.Id} seq {icmp.Sequence} ttl {ttl}");
    }

    private static string Unreachable(byte code) => code switch
    {
        0 => "network unreachable",
        1 => "host unreachable",
        2 => "protocol unreachable",
        3 => "port unreachable",
        9 or 10 or 13 => "administratively prohibited",
        _ => "destination unreachable",
    };

    // An error carries the beginning of the packet that it is about.
    private static void Quote(StringBuilder text, ReadOnlySpan<byte> packet)
    {
        (string? source, string? destination, byte protocol) = (null, null, 0);
        ReadOnlySpan<byte> rest = default;
        if (Ipv4Header.TryParse(packet, out Ipv4Header v4))
        {
            (source, destination, protocol) = (AddressText.Ip(v4.Source), AddressText.Ip(v4.Destination), v4.Protocol);
            rest = packet[v4.HeaderLength..];
        }
        else if (Ipv6Header.TryParse(packet, out Ipv6Header v6))
        {
            (source, destination, protocol) = (AddressText.Ip(v6.Source), AddressText.Ip(v6.Destination), v6.NextHeader);
            rest = packet[Ipv6Header.HeaderLength..];
        }

        if (destination is null)
        {
            return;
        }

        _ = protocol is IpProtocol.Tcp or IpProtocol.Udp && UdpHeader.TryParse(rest, out UdpHeader ports)
            ? text.Append(CultureInfo.InvariantCulture,
                $" for {IpProtocol.Name(protocol)} {source}:{ports.SourcePort} > {destination}:{ports.DestinationPort}")
            : text.Append(CultureInfo.InvariantCulture, $" for {IpProtocol.Name(protocol)} {source} > {destination}");
    }
}
