namespace CalicoVxlan.Frames;

/// <summary>What a packet's headers are, beyond where they lie.</summary>
[Flags]
internal enum HeaderFlags : byte
{
    None = 0,

    /// <summary>The packet is a fragment, the first or a later one.</summary>
    Fragment = 1,

    /// <summary>The packet is a fragment without the upper layer's header.</summary>
    LaterFragment = 2,

    /// <summary>The IP header gives no length (BIG TCP); the frame's own counts.</summary>
    LengthUnknown = 4,

    /// <summary>The addresses are an ARP packet's.</summary>
    Arp = 8,
}

/// <summary>
/// Where the headers of one packet lie in a frame, as offsets from the frame's first byte; -1 for what is not there. A header
/// with an offset was checked: its fixed part is within the captured bytes.
/// </summary>
internal struct HeaderLayout
{
    /// <summary>The Ethernet header.</summary>
    public int Ethernet;

    /// <summary>The IP header, or the ARP packet.</summary>
    public int Network;

    /// <summary>The TCP, UDP, ICMP or ICMPv6 header.</summary>
    public int Transport;

    /// <summary>What follows the last header that was decoded.</summary>
    public int Payload;

    /// <summary>Where the packet ends by its own lengths, never beyond the frame's end on the wire.</summary>
    public int End;

    public ushort EtherType;
    public byte IpVersion;
    public byte Protocol;
    public byte VlanCount;
    public HeaderFlags Flags;

    /// <summary>No header at all.</summary>
    public static HeaderLayout None => new() { Ethernet = -1, Network = -1, Transport = -1, Payload = 0, End = 0 };
}
