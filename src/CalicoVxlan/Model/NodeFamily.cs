using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>
/// What the datastore says of a node's VTEP in one family: the annotations of libcalico-go/lib/backend/k8s/resources/node.go. A value that can't be
/// read is null here and kept as text, since to Felix it equals a missing one.
/// </summary>
internal sealed record NodeFamily
{
    public required bool IsIpv6 { get; init; }

    /// <summary>Annotation IPv4Address or IPv6Address with its mask, which decides about CrossSubnet.</summary>
    public Cidr? Address { get; init; }

    public string? AddressText { get; init; }

    /// <summary>Annotation IPv4VXLANTunnelAddr or IPv6VXLANTunnelAddr.</summary>
    public NetAddress? TunnelAddress { get; init; }

    public string? TunnelAddressText { get; init; }

    /// <summary>The annotation's, else computed from the node's name.</summary>
    public required MacAddress Mac { get; init; }

    public string? MacText { get; init; }

    /// <summary>A peer is programmed only when it has both (felix/calc/vxlan_resolver.go).</summary>
    public bool IsUsable => Address is not null && TunnelAddress is not null;

    public string Device => IsIpv6 ? CalicoNames.Device6 : CalicoNames.Device;

    public string AddressAnnotation => IsIpv6 ? "IPv6Address" : "IPv4Address";

    public string TunnelAnnotation => IsIpv6 ? "IPv6VXLANTunnelAddr" : "IPv4VXLANTunnelAddr";

    public static NodeFamily Of(string node, NodeObject? found, bool isIpv6)
    {
        string? address = Text(found, isIpv6 ? "IPv6Address" : "IPv4Address");
        string? tunnel = Text(found, isIpv6 ? "IPv6VXLANTunnelAddr" : "IPv4VXLANTunnelAddr");
        string? mac = Text(found, isIpv6 ? "VXLANTunnelMACAddrV6" : "VXLANTunnelMACAddr");
        return new NodeFamily
        {
            IsIpv6 = isIpv6,
            AddressText = address,
            Address = Cidr.TryParse(address, out Cidr cidr) && cidr.IsIpv4 != isIpv6 ? cidr : null,
            TunnelAddressText = tunnel,
            TunnelAddress = NetAddress.TryParse(tunnel, out NetAddress read) && read.IsIpv4 != isIpv6 ? read : null,
            MacText = mac,
            Mac = MacAddress.TryParse(mac, out MacAddress given) && !given.IsZero ? given : CalicoNames.VtepMac(node, isIpv6),
        };
    }

    private static string? Text(NodeObject? node, string annotation) => node?.Calico.GetValueOrDefault(annotation);
}
