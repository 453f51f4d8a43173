using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Kubernetes;

/// <summary>The operator's Installation.</summary>
internal sealed record InstallationObject
{
    public required string Name { get; init; }

    /// <summary>spec.calicoNetwork.bgp: Enabled, Disabled; null when it is not said.</summary>
    public string? Bgp { get; init; }

    /// <summary>spec.calicoNetwork.linuxDataplane: Iptables, Nftables, BPF, VPP.</summary>
    public string? LinuxDataplane { get; init; }

    /// <summary>spec.calicoNetwork.mtu in bytes; null when it is not said.</summary>
    public int? Mtu { get; init; }

    /// <summary>spec.cni.ipam.type: Calico, HostLocal.</summary>
    public string? IpamType { get; init; }

    public IReadOnlyList<InstallationPool> Pools { get; init; } = [];
}

/// <summary>A pool of spec.calicoNetwork.ipPools.</summary>
/// <param name="Name">Its name; null when it is not said.</param>
/// <param name="Cidr">Its block; null when it can't be read.</param>
/// <param name="Encapsulation">IPIP, IPIPCrossSubnet, VXLAN, VXLANCrossSubnet, None; null when it is not said.</param>
internal sealed record InstallationPool(string? Name, Cidr? Cidr, string? Encapsulation);
