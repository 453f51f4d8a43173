using System.Globalization;
using CalicoVxlan.Lab.Faults;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab;

/// <summary>A node of a lab.</summary>
public sealed class CalicoLabNode
{
    internal CalicoLabNode(string lab, NodeState node, string folder)
    {
        Lab = lab;
        Node = node.Name;
        Namespace = node.Plan.Namespace;
        RootFolder = Path.Combine(folder, "nodes", node.Name, "root");
        Address = node.InternalAddress.Address.ToString();
        Ipv6Address = node.Plan.Address6?.Address.ToString();
        Subnet = node.Plan.Subnet.Cidr.ToString();
        TunnelAddress = node.Plan.Tunnel.ToString();
        TunnelIpv6Address = node.Plan.Tunnel6?.ToString();
        VtepMac = CalicoNames.VtepMac(node.Name).ToString();
        Blocks = [.. node.Blocks.Select(static b => b.ToString()), .. node.Plan.Block6 is { } b6 ? new[] { b6.ToString() } : []];
        Pods = node.Pods.Count;
    }

    /// <summary>Name of its lab.</summary>
    public string Lab { get; }

    /// <summary>Its name, such as node1.</summary>
    public string Node { get; }

    /// <summary>Its network namespace.</summary>
    public string Namespace { get; }

    /// <summary>The folder that stands for its root directory: var/lib/calico/mtu, bin/crictl.</summary>
    public string RootFolder { get; }

    /// <summary>Its address on eth0.</summary>
    public string Address { get; }

    /// <summary>Its IPv6 address on eth0; null without IPv6.</summary>
    public string? Ipv6Address { get; }

    /// <summary>The subnet of the underlay that it is in.</summary>
    public string Subnet { get; }

    /// <summary>The address of vxlan.calico.</summary>
    public string TunnelAddress { get; }

    /// <summary>The address of vxlan-v6.calico; null without IPv6.</summary>
    public string? TunnelIpv6Address { get; }

    /// <summary>The MAC of vxlan.calico, by Calico's formula.</summary>
    public string VtepMac { get; }

    /// <summary>Blocks of pod addresses that are its own.</summary>
    public IReadOnlyList<string> Blocks { get; }

    /// <summary>How many pods it has.</summary>
    public int Pods { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Node;
}

/// <summary>A pod of a lab.</summary>
public sealed class CalicoLabPod
{
    internal CalicoLabPod(string lab, PlannedPod pod)
    {
        Lab = lab;
        Namespace = pod.Namespace;
        Pod = pod.Name;
        Node = pod.Node;
        PodAddress = pod.Address6 is { } address6 ? [pod.Address.ToString(), address6.ToString()] : [pod.Address.ToString()];
        Interface = pod.Interface;
        NetworkNamespace = pod.NetworkNamespace;
        ContainerId = pod.ContainerId;
    }

    /// <summary>Name of its lab.</summary>
    public string Lab { get; }

    /// <summary>Its Kubernetes namespace.</summary>
    public string Namespace { get; }

    /// <summary>Its name.</summary>
    public string Pod { get; }

    /// <summary>Its node.</summary>
    public string Node { get; }

    /// <summary>Its addresses, IPv4 first.</summary>
    public IReadOnlyList<string> PodAddress { get; }

    /// <summary>The host's end of its veth.</summary>
    public string Interface { get; }

    /// <summary>Its network namespace.</summary>
    public string NetworkNamespace { get; }

    /// <summary>64 hexadecimal digits, as the container runtime would say.</summary>
    public string ContainerId { get; }

    /// <summary>Namespace and name.</summary>
    public override string ToString() => $"{Namespace}/{Pod}";
}

/// <summary>A fault that is set in a lab.</summary>
public sealed class CalicoLabFault
{
    internal CalicoLabFault(string lab, LabFault fault)
    {
        Lab = lab;
        Fault = fault.Kind.Name;
        Node = fault.Node;
        Peer = fault.Peer;
        Reference = fault.Kind.Reference;
        Description = fault.Kind.Summary;
    }

    /// <summary>Name of the lab.</summary>
    public string Lab { get; }

    /// <summary>What it is called.</summary>
    public string Fault { get; }

    /// <summary>The node it strikes; null for the whole cluster.</summary>
    public string? Node { get; }

    /// <summary>The peer towards which; null for all.</summary>
    public string? Peer { get; }

    /// <summary>Its place in the catalogue of faults.</summary>
    public string Reference { get; }

    /// <summary>What is changed.</summary>
    public string Description { get; }

    /// <summary>Its name and where it strikes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fault}{(Node is null ? "" : " " + Node)}{(Peer is null ? "" : " to " + Peer)}");
}

/// <summary>A fault that a lab can have.</summary>
public sealed class CalicoLabFaultInfo
{
    internal CalicoLabFaultInfo(LabFaultKind kind)
    {
        Name = kind.Name;
        Reference = kind.Reference;
        Scope = kind.Scope;
        Description = kind.Summary;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its place in the catalogue of faults.</summary>
    public string Reference { get; }

    /// <summary>Which nodes are to be named.</summary>
    public LabFaultScope Scope { get; }

    /// <summary>What it changes.</summary>
    public string Description { get; }
}
