using System.Globalization;

namespace CalicoVxlan.Packets;

/// <summary>IP protocol numbers (IANA) that have a meaning here, and their names. Others stay numbers.</summary>
public static class IpProtocol
{
    /// <summary>IPv6 hop-by-hop options (RFC 8200).</summary>
    public const byte HopByHop = 0;

    /// <summary>ICMP (RFC 792).</summary>
    public const byte Icmp = 1;

    /// <summary>IGMP (RFC 3376).</summary>
    public const byte Igmp = 2;

    /// <summary>IPv4 in IP (RFC 2003): Calico's IPIP mode.</summary>
    public const byte Ipv4 = 4;

    /// <summary>TCP (RFC 9293).</summary>
    public const byte Tcp = 6;

    /// <summary>UDP (RFC 768).</summary>
    public const byte Udp = 17;

    /// <summary>IPv6 in IP (RFC 4213).</summary>
    public const byte Ipv6 = 41;

    /// <summary>IPv6 routing header (RFC 8200).</summary>
    public const byte Routing = 43;

    /// <summary>IPv6 fragment header (RFC 8200).</summary>
    public const byte Fragment = 44;

    /// <summary>GRE (RFC 2784).</summary>
    public const byte Gre = 47;

    /// <summary>ESP (RFC 4303).</summary>
    public const byte Esp = 50;

    /// <summary>Authentication header (RFC 4302).</summary>
    public const byte Authentication = 51;

    /// <summary>ICMPv6 (RFC 4443).</summary>
    public const byte Icmpv6 = 58;

    /// <summary>Nothing follows (RFC 8200).</summary>
    public const byte NoNextHeader = 59;

    /// <summary>IPv6 destination options (RFC 8200).</summary>
    public const byte DestinationOptions = 60;

    /// <summary>SCTP (RFC 9260).</summary>
    public const byte Sctp = 132;

    private static readonly string[] Names = MakeNames();

    /// <summary>The protocol's name where it has one here, else its number.</summary>
    public static string Name(byte protocol) => Names[protocol];

    /// <summary>The number of a name (as <see cref="Name"/> gives it, in any case) or of a decimal number; false for anything else.</summary>
    public static bool TryParse(string text, out byte protocol)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                protocol = (byte)i;
                return true;
            }
        }

        return byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out protocol);
    }

    private static string[] MakeNames()
    {
        string[] names = new string[256];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = i.ToString(CultureInfo.InvariantCulture);
        }

        names[Icmp] = "ICMP";
        names[Igmp] = "IGMP";
        names[Ipv4] = "IPIP";
        names[Tcp] = "TCP";
        names[Udp] = "UDP";
        names[Ipv6] = "IPv6";
        names[Gre] = "GRE";
        names[Esp] = "ESP";
        names[Icmpv6] = "ICMPv6";
        names[Sctp] = "SCTP";
        return names;
    }
}
