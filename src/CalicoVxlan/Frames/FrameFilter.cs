using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>Which frames are wanted; judged on the bytes, before any object exists. What is null does not restrict.</summary>
public sealed class FrameFilter
{
    /// <summary>True for every frame; false for encapsulated ones only.</summary>
    public bool All { get; init; }

    /// <summary>VNIs of any tunnel of a frame.</summary>
    public IReadOnlyCollection<int>? Vnis { get; init; }

    /// <summary>Addresses of the pods' packet or of the VTEPs, as source or destination.</summary>
    public IReadOnlyCollection<AddressRange>? Addresses { get; init; }

    /// <summary>Protocols of the pods' packet: names or numbers as <see cref="IpProtocol.TryParse"/> takes them, and ARP.</summary>
    public IReadOnlyCollection<string>? Protocols { get; init; }

    /// <summary>Judges a capture point by its name.</summary>
    public Func<string, bool>? CapturePoint { get; init; }

    internal bool NeedsEndpoints => Vnis is not null || Addresses is not null || Protocols is not null;

    /// <summary>True when the text names a protocol that frames can have.</summary>
    public static bool IsProtocol(string text) => ProtocolNames.Arp.Equals(text, StringComparison.OrdinalIgnoreCase) || IpProtocol.TryParse(text, out _);

    internal bool Matches(in FrameEndpoints endpoints, Func<int, bool> hasInnerVni)
    {
        if (Vnis is not null && !Vnis.Contains(endpoints.Vni) && !Vnis.Any(hasInnerVni))
        {
            return false;
        }

        FrameEndpoints e = endpoints;
        return (Addresses is null || Addresses.Any(range => Matches(range, e)))
            && (Protocols is null || Protocols.Any(name => Matches(name, e)));
    }

    private static bool Matches(AddressRange range, in FrameEndpoints endpoints) =>
        (endpoints.Version != 0 && (range.Contains(endpoints.Source) || range.Contains(endpoints.Destination)))
        || (endpoints.HasVteps && (range.Contains(endpoints.SourceVtep) || range.Contains(endpoints.DestinationVtep)));

    private static bool Matches(string name, in FrameEndpoints endpoints) =>
        ProtocolNames.Arp.Equals(name, StringComparison.OrdinalIgnoreCase)
            ? endpoints.EtherType == EtherType.Arp
            : endpoints.EtherType is EtherType.Ipv4 or EtherType.Ipv6 && endpoints.Version != 0
                && IpProtocol.TryParse(name, out byte number) && number == endpoints.Protocol;
}
