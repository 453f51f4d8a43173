namespace CalicoVxlan.Lookups;

/// <summary>
/// A node's VTEP: what its kernel has, beside what Calico determines from the datastore. What was found is null when the node was
/// not asked or has no device; what is expected is null when there is to be none or the evidence doesn't tell.
/// </summary>
public sealed class CalicoVtep
{
    /// <summary>Name of the node.</summary>
    public required string Node { get; init; }

    /// <summary><c>vxlan.calico</c>, or <c>vxlan-v6.calico</c> for IPv6.</summary>
    public required string Interface { get; init; }

    /// <summary>Present, Missing, Stale (there and not to be), Absent (rightly not there), or Unknown (the node was not asked).</summary>
    public required string State { get; init; }

    /// <summary>0 to 16777215; null on a flow-based device.</summary>
    public int? Vni { get; init; }

    /// <summary>vxlanVNI by environment, per-node and default FelixConfiguration, else 4096.</summary>
    public int? ExpectedVni { get; init; }

    /// <summary>Outer UDP destination port.</summary>
    public int? Port { get; init; }

    /// <summary>vxlanPort, else 4789.</summary>
    public int? ExpectedPort { get; init; }

    /// <summary>Outer source address.</summary>
    public string? LocalAddress { get; init; }

    /// <summary>From annotation projectcalico.org/IPv4Address (IPv6Address).</summary>
    public string? ExpectedLocalAddress { get; init; }

    /// <summary>The interface it sends through.</summary>
    public string? Parent { get; init; }

    /// <summary>The interface that owns the expected local address.</summary>
    public string? ExpectedParent { get; init; }

    /// <summary>MAC of the device.</summary>
    public string? Mac { get; init; }

    /// <summary>Annotation VXLANTunnelMACAddr, else 66: and five bytes of the SHA-1 of the node's name (felix/calc/vxlan_resolver.go).</summary>
    public string? ExpectedMac { get; init; }

    /// <summary>The global address of the device.</summary>
    public string? TunnelAddress { get; init; }

    /// <summary>From annotation projectcalico.org/IPv4VXLANTunnelAddr (IPv6VXLANTunnelAddr).</summary>
    public string? ExpectedTunnelAddress { get; init; }

    /// <summary>Bytes.</summary>
    public int? Mtu { get; init; }

    /// <summary>vxlanMTU, else the smallest of the host's interfaces less 50 (IPv6: 70); null where Felix leaves it to the kernel.</summary>
    public int? ExpectedMtu { get; init; }

    /// <summary>True when the device learns from traffic; Calico's don't.</summary>
    public bool? Learning { get; init; }

    /// <summary>What differs, one after the other; null when nothing does.</summary>
    public string? Problem { get; init; }

    /// <summary>Node, device and state.</summary>
    public override string ToString() => $"{Node} {Interface} {State}";
}
