using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Records;

/// <summary>A network interface, from <c>ip -j -d -s link show</c>.</summary>
internal sealed record LinkRecord
{
    public required string Name { get; init; }

    /// <summary>Interface index; positive.</summary>
    public int Index { get; init; }

    /// <summary>Index of the peer (veth) or the parent (vxlan, vlan) in its own namespace; 0 when there is none.</summary>
    public int LinkIndex { get; init; }

    /// <summary>Name of the peer or parent, where it is in the same namespace.</summary>
    public string? Link { get; init; }

    /// <summary>The number that this namespace has for the peer's; null when the peer is in the same one.</summary>
    public int? LinkNetnsId { get; init; }

    /// <summary>linkinfo.info_kind: <c>veth</c>, <c>vxlan</c>, <c>ipip</c>, <c>bridge</c>; null for a plain device.</summary>
    public string? Kind { get; init; }

    /// <summary>One end of a pod's pair: veth, or netkit in newer Calico (cni-plugin dataplane_linux.go).</summary>
    public bool IsPair => Kind is "veth" or "netkit";

    public MacAddress Mac { get; init; }

    /// <summary>Bytes.</summary>
    public int Mtu { get; init; }

    /// <summary>Flag UP: set up by somebody.</summary>
    public bool IsUp { get; init; }

    /// <summary>As the kernel says it: UP, DOWN, UNKNOWN (vxlan devices have no carrier of their own) ...</summary>
    public string OperState { get; init; } = "";

    /// <summary>Bridge or bond that it belongs to.</summary>
    public string? Master { get; init; }

    /// <summary>With <see cref="Kind"/> vxlan.</summary>
    public VxlanAttributes? Vxlan { get; init; }

    public LinkCounters Counters { get; init; }
}

/// <summary>linkinfo.info_data of a vxlan device (facts: kernel drivers/net/vxlan, iproute2 iplink_vxlan.c).</summary>
internal sealed record VxlanAttributes
{
    /// <summary>0 to 16777215; 0 for a flow-based device.</summary>
    public int Vni { get; init; }

    /// <summary>Outer source address; null when the kernel chooses.</summary>
    public NetAddress? Local { get; init; }

    /// <summary>Name of the parent interface; null when none is bound.</summary>
    public string? Parent { get; init; }

    /// <summary>Outer UDP destination port.</summary>
    public int Port { get; init; }

    public bool Learning { get; init; }

    /// <summary>Flow-based: VNI and destination come with each packet (Calico's eBPF dataplane from 3.31).</summary>
    public bool External { get; init; }

    public bool GroupPolicy { get; init; }

    /// <summary>Multicast group or default destination; Calico sets none.</summary>
    public NetAddress? Group { get; init; }
}

/// <summary>stats64 of an interface, in packets.</summary>
internal readonly record struct LinkCounters(long RxPackets, long RxDropped, long RxErrors, long TxPackets, long TxDropped, long TxErrors, long TxCarrierErrors);
