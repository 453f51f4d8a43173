using System.Buffers.Binary;
using CalicoVxlan.Capture;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// Decodes one frame into a <see cref="FrameLayout"/>. Two limits go along: what was captured, and where the packet ends on the
/// wire by its own lengths. A header beyond the first is Truncated, beyond the second Malformed.
/// </summary>
internal ref partial struct FrameDecoder
{
    // Calico in Calico is two; eight is what no sane network does.
    private const int DeepestTunnel = 8;
    private const int MostVlanTags = 8;

    private readonly DecodeOptions options;
    private readonly ref FrameLayout frame;
    private readonly Span<TunnelLayout> tunnels;

    /// <summary>The captured bytes up to <see cref="end"/>.</summary>
    private ReadOnlySpan<byte> data;

    /// <summary>End, on the wire, of what is being decoded.</summary>
    private int end;

    /// <summary>True inside a fragment: what seems to be missing is in the fragments that follow.</summary>
    private bool inFragment;

    private FrameDecoder(ReadOnlySpan<byte> data, int wireLength, DecodeOptions options, ref FrameLayout frame, Span<TunnelLayout> tunnels)
    {
        this.data = data;
        this.options = options;
        this.frame = ref frame;
        this.tunnels = tunnels;
        end = wireLength;
    }

    /// <summary>Decodes a frame. Never throws, whatever the bytes are.</summary>
    /// <param name="data">The captured bytes.</param>
    /// <param name="wireLength">Bytes the frame had on the wire, at least as many as captured.</param>
    /// <param name="link">What the bytes begin with.</param>
    /// <param name="options">What is VXLAN.</param>
    /// <param name="frame">What was found.</param>
    public static void Decode(ReadOnlySpan<byte> data, int wireLength, LinkType link, DecodeOptions options, out FrameLayout frame) =>
        Decode(data, wireLength, link, options, out frame, []);

    /// <summary>Decodes a frame and notes every tunnel, outermost first, as far as there is room.</summary>
    public static void Decode(
        ReadOnlySpan<byte> data, int wireLength, LinkType link, DecodeOptions options, out FrameLayout frame, Span<TunnelLayout> tunnels)
    {
        frame = default;
        frame.Vxlan = -1;
        frame.Outer = HeaderLayout.None;
        frame.Inner = HeaderLayout.None;
        frame.Inner.End = wireLength;
        FrameDecoder decoder = new(data, wireLength, options, ref frame, tunnels);
        decoder.DecodeLink(link);
    }

    private void DecodeLink(LinkType link)
    {
        switch (link)
        {
            case LinkType.Ethernet:
                DecodeEthernet(0);
                break;
            case LinkType.LinuxSll when LinuxSllHeader.TryParseVersion1(data, out LinuxSllHeader cooked):
                DecodeType(cooked.Protocol, LinuxSllHeader.Version1Length);
                break;
            case LinkType.LinuxSll2 when LinuxSllHeader.TryParseVersion2(data, out LinuxSllHeader cooked):
                frame.InterfaceIndex = cooked.InterfaceIndex;
                DecodeType(cooked.Protocol, LinuxSllHeader.Version2Length);
                break;
            case LinkType.LinuxSll:
                StopShort(FrameLayer.Link, 0, LinuxSllHeader.Version1Length);
                break;
            case LinkType.LinuxSll2:
                StopShort(FrameLayer.Link, 0, LinuxSllHeader.Version2Length);
                break;
            case LinkType.Raw or LinkType.RawDlt or LinkType.RawOpenBsd or LinkType.Ipv4 or LinkType.Ipv6:
                DecodeIp(0);
                break;
            case LinkType.Null or LinkType.Loop when data.Length >= 4:
                // The family's number differs between systems; the IP version says the same.
                DecodeIp(4);
                break;
            case LinkType.Null or LinkType.Loop:
                StopShort(FrameLayer.Link, 0, 4);
                break;
            default:
                Stop(FrameLayer.Link, StopKind.Unsupported, 0, 0);
                break;
        }
    }

    private void DecodeEthernet(int at)
    {
        if (!EthernetHeader.TryParse(data[at..], out EthernetHeader ethernet))
        {
            StopShort(FrameLayer.Ethernet, at, EthernetHeader.HeaderLength);
            return;
        }

        frame.Inner.Ethernet = at;
        if (frame.Depth > 0)
        {
            CheckInnerMacs(at);
        }

        DecodeType(ethernet.Type, at + EthernetHeader.HeaderLength);
    }

    private void CheckInnerMacs(int at)
    {
        ulong destination = BinaryPrimitives.ReadUInt64BigEndian(data[at..]) >> 16;
        ulong source = BinaryPrimitives.ReadUInt64BigEndian(data[(at + 4)..]) & 0xffff_ffff_ffff;
        if ((destination == 0 || source == 0) && !(frame.Vxlan >= 0 && VniAt(frame.Vxlan) == VxlanHeader.CalicoNodePortVni))
        {
            frame.Warnings |= FrameWarnings.ZeroInnerMac;
        }
    }

    private readonly int VniAt(int vxlan) => VxlanHeader.TryParse(data[vxlan..], out VxlanHeader header) ? header.Vni : -1;

    private void DecodeType(ushort type, int at)
    {
        for (int tags = 0; EtherType.IsVlan(type) && tags < MostVlanTags; tags++)
        {
            if (!VlanTag.TryParse(data[Math.Min(at, data.Length)..], out VlanTag tag))
            {
                frame.Inner.EtherType = type;
                StopShort(FrameLayer.Vlan, at, VlanTag.HeaderLength);
                return;
            }

            frame.Inner.VlanCount++;
            type = tag.Type;
            at += VlanTag.HeaderLength;
        }

        frame.Inner.EtherType = type;
        frame.Inner.Payload = at;
        switch (type)
        {
            case EtherType.Ipv4:
                DecodeIpv4(at);
                break;
            case EtherType.Ipv6:
                DecodeIpv6(at);
                break;
            case EtherType.Arp:
                DecodeArp(at);
                break;
            default:
                // Spanning tree, LLDP and the like: a frame of its own right, with nothing to decode further.
                break;
        }
    }

    private void DecodeArp(int at)
    {
        if (data.Length - at >= ArpHeader.HeaderLength && !ArpHeader.TryParse(data[at..], out _))
        {
            Stop(FrameLayer.Arp, StopKind.Unsupported, at, 0);
        }
        else if (data.Length - at < ArpHeader.HeaderLength)
        {
            StopShort(FrameLayer.Arp, at, ArpHeader.HeaderLength);
        }
        else
        {
            frame.Inner.Network = at;
            frame.Inner.Flags |= HeaderFlags.Arp;
            frame.Inner.Payload = at + ArpHeader.HeaderLength;
        }
    }

    /// <summary>Stops where a header needs more bytes than there are: Truncated if the wire had them, Malformed if not.</summary>
    private void StopShort(FrameLayer layer, int at, int needed)
    {
        bool onWire = inFragment || needed <= end - at;
        Stop(layer, onWire ? StopKind.Truncated : StopKind.Malformed, at, needed);
    }

    private void Stop(FrameLayer layer, StopKind kind, int at, int needed)
    {
        frame.StopLayer = layer;
        frame.StopKind = kind;
        frame.StopOffset = at;
        frame.StopNeeded = needed;
        frame.StopAvailable = Math.Max(0, data.Length - at);
    }
}
