using CalicoVxlan.Common;

namespace CalicoVxlan.Prediction;

/// <summary>A VXLAN device as Felix makes it (felix/dataplane/linux/vxlan_mgr.go). Null is what can't be known from the evidence.</summary>
internal sealed record ExpectedVtep
{
    public required string Device { get; init; }

    /// <summary>Null on a flow-based device, where it comes with each packet.</summary>
    public int? Vni { get; init; }

    public int? Port { get; init; }

    /// <summary>Null on a flow-based device.</summary>
    public NetAddress? Local { get; init; }

    /// <summary>The interface that owns the local address; null when none does, or it is not known.</summary>
    public string? Parent { get; init; }

    public MacAddress Mac { get; init; }

    public NetAddress TunnelAddress { get; init; }

    /// <summary>Null where Felix leaves it to the kernel (eBPF), or the host's is not known.</summary>
    public ExpectedMtu? Mtu { get; init; }

    public bool IsFlowBased { get; init; }
}

/// <summary>What a node's VTEP is expected to be.</summary>
/// <param name="Vtep">The device; null when there is to be none.</param>
/// <param name="Reason">Why there is to be none, or why it can't be; null otherwise.</param>
/// <param name="IsFault">VXLAN is on, and the node can't have a VTEP: its annotations are incomplete.</param>
/// <param name="Unknown">What of the evidence is missing to tell; null when nothing is.</param>
internal sealed record VtepForecast(ExpectedVtep? Vtep, string? Reason = null, bool IsFault = false, string? Unknown = null);
