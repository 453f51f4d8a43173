namespace CalicoVxlan.Capture;

/// <summary>
/// What a packet's first byte belongs to: a LINKTYPE_ number of the pcap registry. A number that has no name here
/// stays itself, so an unknown link type is data and not an error.
/// </summary>
public enum LinkType
{
    /// <summary>BSD loopback: 4 bytes of address family in the capturing host's byte order.</summary>
    Null = 0,

    /// <summary>Ethernet (IEEE 802.3), without preamble.</summary>
    Ethernet = 1,

    /// <summary>Raw IP as libpcap on Linux numbers it inside the library (DLT_RAW).</summary>
    RawDlt = 12,

    /// <summary>Raw IP as OpenBSD numbers it (DLT_RAW there).</summary>
    RawOpenBsd = 14,

    /// <summary>Raw IP, version by the first nibble.</summary>
    Raw = 101,

    /// <summary>OpenBSD loopback: 4 bytes of address family in network byte order.</summary>
    Loop = 108,

    /// <summary>Linux cooked capture v1: 16 bytes, no interface index (<c>tcpdump -i any</c> up to libpcap 1.9).</summary>
    LinuxSll = 113,

    /// <summary>Raw IPv4.</summary>
    Ipv4 = 228,

    /// <summary>Raw IPv6.</summary>
    Ipv6 = 229,

    /// <summary>Linux cooked capture v2: 20 bytes with the interface index (<c>tcpdump -i any</c> today).</summary>
    LinuxSll2 = 276,
}
