using System.Globalization;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>What a packet is called by its innermost protocol.</summary>
internal static class ProtocolNames
{
    public const string Arp = "ARP";

    /// <summary>IP protocols by name, ARP, other EtherTypes in hex; null when not even an EtherType is known.</summary>
    public static string? Of(byte version, ushort etherType, byte protocol) => etherType switch
    {
        EtherType.Arp => Arp,
        _ when version != 0 => IpProtocol.Name(protocol),
        0 => null,
        _ => "0x" + etherType.ToString("x4", CultureInfo.InvariantCulture),
    };
}
