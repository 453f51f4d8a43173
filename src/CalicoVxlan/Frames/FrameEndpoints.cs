using System.Runtime.CompilerServices;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>Who talks to whom in a frame, and through which tunnel: what filters and flow keys are made of.</summary>
internal record struct FrameEndpoints
{
    public const int NoVni = -1;

    public NetAddress Source;
    public NetAddress Destination;
    public NetAddress SourceVtep;
    public NetAddress DestinationVtep;
    public int Vni;
    public ushort SourcePort;
    public ushort DestinationPort;
    public ushort EtherType;
    public byte Protocol;

    /// <summary>4 or 6 when <see cref="Source"/> and <see cref="Destination"/> are set.</summary>
    public byte Version;

    /// <summary>True when the VTEPs are set.</summary>
    public bool HasVteps;

    public bool HasPorts;

    // Written out, what differs most first: comparing is what flow tables do most.
    public readonly bool Equals(FrameEndpoints other) =>
        Source.Equals(other.Source)
        && Destination.Equals(other.Destination)
        && SourcePort == other.SourcePort
        && DestinationPort == other.DestinationPort
        && Vni == other.Vni
        && Protocol == other.Protocol
        && SourceVtep.Equals(other.SourceVtep)
        && DestinationVtep.Equals(other.DestinationVtep)
        && EtherType == other.EtherType
        && Version == other.Version
        && HasVteps == other.HasVteps
        && HasPorts == other.HasPorts;

    public readonly override int GetHashCode() =>
        HashCode.Combine(Source.Low, Destination.Low, SourceVtep.Low, DestinationVtep.Low, SourcePort, DestinationPort, Vni, Protocol);

    public static void Read(ReadOnlySpan<byte> data, in FrameLayout frame, out FrameEndpoints endpoints)
    {
        endpoints = default;
        endpoints.Vni = NoVni;
        if (frame.Depth > 0)
        {
            if (frame.Vxlan >= 0 && VxlanHeader.TryParse(data[frame.Vxlan..], out VxlanHeader vxlan))
            {
                endpoints.Vni = vxlan.Vni;
            }

            endpoints.HasVteps = ReadAddresses(data, frame.Outer, out endpoints.SourceVtep, out endpoints.DestinationVtep);
        }

        ref readonly HeaderLayout inner = ref frame.Inner;
        endpoints.EtherType = inner.EtherType;
        endpoints.Protocol = inner.Protocol;
        if (ReadAddresses(data, inner, out endpoints.Source, out endpoints.Destination))
        {
            endpoints.Version = inner.IpVersion == 0 ? (byte)4 : inner.IpVersion;
        }

        if (inner.Transport >= 0 && inner.Protocol is (IpProtocol.Tcp or IpProtocol.Udp)
            && UdpHeader.TryParse(data[inner.Transport..], out UdpHeader ports))
        {
            // TCP and UDP begin with the same two ports.
            endpoints.SourcePort = ports.SourcePort;
            endpoints.DestinationPort = ports.DestinationPort;
            endpoints.HasPorts = true;
        }
    }

    /// <summary>The addresses of an IP header, or of the hosts an ARP packet speaks of; false when there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadAddresses(ReadOnlySpan<byte> data, in HeaderLayout packet, out NetAddress source, out NetAddress destination)
    {
        source = destination = default;
        if (packet.Network < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> header = data[packet.Network..];
        if (packet.IpVersion == 4 && Ipv4Header.TryParse(header, out Ipv4Header ipv4))
        {
            source = NetAddress.Ipv4(ipv4.Source);
            destination = NetAddress.Ipv4(ipv4.Destination);
            return true;
        }

        if (packet.IpVersion == 6 && Ipv6Header.TryParse(header, out Ipv6Header ipv6))
        {
            source = NetAddress.Ipv6(ipv6.Source);
            destination = NetAddress.Ipv6(ipv6.Destination);
            return true;
        }

        if (ArpHeader.TryParse(header, out ArpHeader arp))
        {
            source = NetAddress.Ipv4(arp.SenderAddress);
            destination = NetAddress.Ipv4(arp.TargetAddress);
            return true;
        }

        return false;
    }

    /// <summary>The source address of an IP header or ARP packet as text; null when there is none.</summary>
    public static string? SourceText(ReadOnlySpan<byte> data, in HeaderLayout packet) =>
        packet.IpVersion == 4 && Ipv4Header.TryParse(data[packet.Network..], out Ipv4Header ip) ? AddressText.Ip(ip.Source)
            : ReadAddresses(data, packet, out NetAddress source, out _) ? source.ToString() : null;

    /// <summary>The destination address, likewise.</summary>
    public static string? DestinationText(ReadOnlySpan<byte> data, in HeaderLayout packet) =>
        packet.IpVersion == 4 && Ipv4Header.TryParse(data[packet.Network..], out Ipv4Header ip) ? AddressText.Ip(ip.Destination)
            : ReadAddresses(data, packet, out _, out NetAddress destination) ? destination.ToString() : null;

    /// <summary>The protocol's name as people say it: TCP, ARP, an EtherType; null when nothing was decoded.</summary>
    public readonly string? ProtocolName => ProtocolNames.Of(Version, EtherType, Protocol);
}
