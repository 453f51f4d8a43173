namespace CalicoVxlan.Packets;

/// <summary>The EtherTypes that are decoded further (IEEE 802 numbers). Others stay numbers.</summary>
public static class EtherType
{
    /// <summary>IPv4 (RFC 894).</summary>
    public const ushort Ipv4 = 0x0800;

    /// <summary>ARP (RFC 826).</summary>
    public const ushort Arp = 0x0806;

    /// <summary>A customer VLAN tag (IEEE 802.1Q).</summary>
    public const ushort Vlan = 0x8100;

    /// <summary>IPv6 (RFC 2464).</summary>
    public const ushort Ipv6 = 0x86dd;

    /// <summary>A service VLAN tag (IEEE 802.1ad, QinQ).</summary>
    public const ushort ServiceVlan = 0x88a8;

    /// <summary>The QinQ tag from before the standard, still met on switches.</summary>
    public const ushort OldServiceVlan = 0x9100;

    /// <summary>A value below this is an IEEE 802.3 length and not a type.</summary>
    public const ushort FirstType = 0x0600;

    /// <summary>True for any kind of VLAN tag.</summary>
    public static bool IsVlan(ushort type) => type is Vlan or ServiceVlan or OldServiceVlan;
}
