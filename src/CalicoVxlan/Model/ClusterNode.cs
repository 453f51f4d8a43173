using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>A node: what the API says of it. What its kernel says is <see cref="NodeTables"/>.</summary>
internal sealed class ClusterNode(string name, NodeObject? found)
{
    public string Name { get; } = name;

    /// <summary>Null when the node list could not be had, or the node is not in it.</summary>
    public NodeObject? Object { get; } = found;

    public bool IsWindows { get; } = string.Equals(found?.OperatingSystem, "windows", StringComparison.OrdinalIgnoreCase);

    public NodeFamily V4 { get; } = NodeFamily.Of(name, found, isIpv6: false);

    public NodeFamily V6 { get; } = NodeFamily.Of(name, found, isIpv6: true);

    public bool HasWireguardKey { get; } = found?.Calico.ContainsKey("WireguardPublicKey") == true;

    public NodeFamily Family(bool isIpv6) => isIpv6 ? V6 : V4;

    /// <summary>The remote node is reached without encapsulation by a pool in mode CrossSubnet: the local node's annotation contains the
    /// remote node's address (felix/calc/l3_route_resolver.go). It may differ in the other direction.</summary>
    public bool HasInItsSubnet(ClusterNode remote, bool isIpv6) =>
        Family(isIpv6).Address is { } own && remote.Family(isIpv6).Address is { } other && own.Contains(other.Address);

    public override string ToString() => Name;
}
