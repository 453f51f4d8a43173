using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Lab;

/// <summary>How a lab is to look.</summary>
public sealed record CalicoLabOptions
{
    /// <summary>Name of the lab: 1 to 8 of a-z, 0-9 and -, no - at either end; namespaces begin with it.</summary>
    public string Name { get; init; } = "calico";

    /// <summary>2 to 32.</summary>
    public int NodeCount { get; init; } = 2;

    /// <summary>0 to 50.</summary>
    public int PodsPerNode { get; init; } = 2;

    /// <summary>Always or CrossSubnet.</summary>
    public EncapsulationMode VxlanMode { get; init; } = EncapsulationMode.Always;

    /// <summary>Subnets that the nodes are spread over, with a router between them; 1 to NodeCount.</summary>
    public int SubnetCount { get; init; } = 1;

    /// <summary>Bits of the prefix of an IPv4 block, 20 to 32.</summary>
    public int BlockSize { get; init; } = 26;

    /// <summary>Bytes: 576 to 9216, with IPv6 1350 at least.</summary>
    public int HostMtu { get; init; } = 1500;

    /// <summary>1 to 16777215.</summary>
    public int Vni { get; init; } = 4096;

    /// <summary>UDP port, 1 to 65535.</summary>
    public int Port { get; init; } = 4789;

    /// <summary>IPv6 beside IPv4.</summary>
    public bool DualStack { get; init; }

    /// <summary>The last pod of each node has an address out of the next node's block, as when the pool has no block left.</summary>
    public bool BorrowedAddress { get; init; }

    /// <summary>3.27 to 3.33: what that version programs (facts: felix at that tag).</summary>
    public Version CalicoVersion { get; init; } = new(3, 32);

    /// <summary>Manifest (calico-vxlan.yaml, with calico-config) or Operator (Installation).</summary>
    public CalicoLabInstall Install { get; init; }

    /// <summary>Holds each option to its range.</summary>
    /// <exception cref="LabException">An option is out of its range.</exception>
    public void Validate() => LabOptionChecks.Check(this);
}

/// <summary>How Calico was installed.</summary>
public enum CalicoLabInstall
{
    /// <summary>calico-vxlan.yaml: namespace kube-system, ConfigMap calico-config.</summary>
    Manifest,

    /// <summary>tigera/operator: namespace calico-system, Installation default.</summary>
    Operator,
}
