using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// The headers of one packet in a frame: the underlay's or the pod's. What the packet does not have, or the capture did not
/// keep, is null.
/// </summary>
public sealed partial class FrameHeaders
{
    private readonly CapturedPacket packet;
    private readonly HeaderLayout layout;
    private readonly HeaderLayout innermost;
    private readonly bool carries;

    internal FrameHeaders(in CapturedPacket packet, in HeaderLayout layout, in HeaderLayout innermost, bool carries)
    {
        this.packet = packet;
        this.layout = layout;
        this.innermost = innermost;
        this.carries = carries;
    }

    /// <summary>Ethernet source; in a cooked capture the sender's address, on the outermost packet.</summary>
    public string? SourceMac => TryEthernet(out EthernetHeader ethernet) ? AddressText.Mac(ethernet.Source) : CookedSender();

    /// <summary>Ethernet destination; a cooked capture does not have it.</summary>
    public string? DestinationMac => TryEthernet(out EthernetHeader ethernet) ? AddressText.Mac(ethernet.Destination) : null;

    /// <summary>VLAN ids (0 to 4095), outermost tag first.</summary>
    public int[] VlanIds
    {
        get
        {
            int[] ids = new int[layout.VlanCount];
            int at = layout.Ethernet >= 0 ? layout.Ethernet + EthernetHeader.HeaderLength : CookedLength();
            for (int i = 0; i < ids.Length && VlanTag.TryParse(Data[at..], out VlanTag tag); i++, at += VlanTag.HeaderLength)
            {
                ids[i] = tag.Id;
            }

            return ids;
        }
    }

    /// <summary>EtherType behind all VLAN tags, such as 2048 (0x0800) for IPv4; below 1536 an IEEE 802.3 length.</summary>
    public int? EtherType => layout.EtherType != 0 ? layout.EtherType : null;

    /// <summary>4 or 6; null when it isn't IP.</summary>
    public int? IpVersion => layout.IpVersion != 0 ? layout.IpVersion : null;

    /// <summary>IP source; of an ARP packet the sender's address.</summary>
    public string? Source => FrameEndpoints.SourceText(Data, layout);

    /// <summary>IP destination; of an ARP packet the target's address.</summary>
    public string? Destination => FrameEndpoints.DestinationText(Data, layout);

    /// <summary>Time to live, or the hop limit, 0 to 255.</summary>
    public int? Ttl => TryIpv4(out Ipv4Header v4) ? v4.Ttl : TryIpv6(out Ipv6Header v6) ? v6.HopLimit : null;

    /// <summary>Differentiated services code point, 0 to 63.</summary>
    public int? Dscp => TryIpv4(out Ipv4Header v4) ? v4.Dscp : TryIpv6(out Ipv6Header v6) ? v6.Dscp : null;

    /// <summary>Explicit congestion notification, 0 to 3.</summary>
    public int? Ecn => TryIpv4(out Ipv4Header v4) ? v4.Ecn : TryIpv6(out Ipv6Header v6) ? v6.Ecn : null;

    /// <summary>IPv4 identification, or that of an IPv6 fragment header.</summary>
    public long? Identification => TryIpv4(out Ipv4Header v4) ? v4.Identification : TryFragment(out Ipv6Extensions v6) ? v6.Identification : null;

    /// <summary>IPv4's DF flag.</summary>
    public bool? DontFragment => TryIpv4(out Ipv4Header v4) ? v4.DontFragment : null;

    /// <summary>True when fragments with a higher offset follow.</summary>
    public bool? MoreFragments => TryIpv4(out Ipv4Header v4) ? v4.MoreFragments
        : layout.IpVersion == 6 ? TryFragment(out Ipv6Extensions v6) && v6.MoreFragments : null;

    /// <summary>Where in the original payload this fragment's begins, in bytes; 0 for a whole packet.</summary>
    public int? FragmentOffset => TryIpv4(out Ipv4Header v4) ? v4.FragmentOffset
        : layout.IpVersion == 6 ? TryFragment(out Ipv6Extensions v6) ? v6.FragmentOffset : 0 : null;

    /// <summary>The protocol's name (TCP, UDP, ICMP, ICMPv6, ARP), an IP protocol's number, or an EtherType such as 0x88cc.</summary>
    public string? Protocol => ProtocolNames.Of(layout.IpVersion, layout.EtherType, layout.Protocol);

    /// <summary>Bytes on the wire behind the last header that was decoded.</summary>
    public int PayloadLength => Math.Max(0, layout.End - layout.Payload);

    /// <summary>The IPv4 header checksum.</summary>
    public ChecksumState IpChecksum => new ChecksumCheck(Data).Ip(layout);

    /// <summary>The checksum of TCP, UDP, ICMP or ICMPv6.</summary>
    public ChecksumState L4Checksum => new ChecksumCheck(Data).Transport(layout, innermost, carries);

    private ReadOnlySpan<byte> Data => packet.Data;

    /// <summary>Source, destination and protocol in one line.</summary>
    public override string ToString() => $"{Source ?? SourceMac} > {Destination ?? DestinationMac} {Protocol}";

    private bool TryEthernet(out EthernetHeader ethernet)
    {
        ethernet = default;
        return layout.Ethernet >= 0 && EthernetHeader.TryParse(Data[layout.Ethernet..], out ethernet);
    }

    private bool TryIpv4(out Ipv4Header ip)
    {
        ip = default;
        return layout.IpVersion == 4 && Ipv4Header.TryParse(Data[layout.Network..], out ip);
    }

    private bool TryIpv6(out Ipv6Header ip)
    {
        ip = default;
        return layout.IpVersion == 6 && Ipv6Header.TryParse(Data[layout.Network..], out ip);
    }

    private bool TryFragment(out Ipv6Extensions extensions)
    {
        extensions = default;
        if (TryIpv6(out Ipv6Header ip))
        {
            extensions = Ipv6Extensions.Walk(ip.NextHeader, Data[(layout.Network + Ipv6Header.HeaderLength)..]);
        }

        return extensions.IsFragment;
    }

    // The packet that the cooked header stands before has no Ethernet header, and no tunnel before it.
    private int CookedLength() => packet.Interface.LinkType switch
    {
        LinkType.LinuxSll => LinuxSllHeader.Version1Length,
        LinkType.LinuxSll2 => LinuxSllHeader.Version2Length,
        _ => 0,
    };

    private string? CookedSender()
    {
        int length = CookedLength();
        int network = layout.Network - (layout.VlanCount * VlanTag.HeaderLength);
        if (length == 0 || network != length)
        {
            return null;
        }

        bool parsed = length == LinuxSllHeader.Version1Length
            ? LinuxSllHeader.TryParseVersion1(Data, out LinuxSllHeader cooked)
            : LinuxSllHeader.TryParseVersion2(Data, out cooked);
        return parsed ? AddressText.Mac(cooked.Address) : null;
    }
}
