using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>
/// The settings that decide about VXLAN on one node. Felix takes each from the environment first, then from FelixConfiguration
/// <c>node.NAME</c>, then from <c>default</c> (felix/config/config_params.go).
/// </summary>
internal sealed class FelixSettings
{
    private readonly DaemonSetObject? daemonSet;
    private readonly IReadOnlyList<CalicoConfigObject> configMaps;
    private readonly FelixConfigurationObject? own;
    private readonly FelixConfigurationObject? shared;

    private FelixSettings(ClusterObjects objects, string node)
    {
        daemonSet = objects.DaemonSets is { Count: > 0 } sets ? sets[0] : null;
        configMaps = objects.ConfigMaps ?? [];
        own = objects.FelixConfigurations?.FirstOrDefault(c => c.Name == "node." + node);
        shared = objects.FelixConfigurations?.FirstOrDefault(static c => c.Name == "default");
        (Vni, _) = Number("vxlanVNI", "FELIX_VXLANVNI", CalicoNames.DefaultVni);
        (Port, _) = Number("vxlanPort", "FELIX_VXLANPORT", CalicoNames.DefaultPort);
        VxlanEnabled = Truth("vxlanEnabled", "FELIX_VXLANENABLED");
        IpipEnabled = Truth("ipipEnabled", "FELIX_IPINIPENABLED");
        IsBpf = Truth("bpfEnabled", "FELIX_BPFENABLED") ?? IsBpfByOperator(objects);
        IsWireguard = Truth("wireguardEnabled", "FELIX_WIREGUARDENABLED") ?? false;
        IsWireguard6 = Truth("wireguardEnabledV6", "FELIX_WIREGUARDENABLEDV6") ?? false;
        Ipv6Support = Truth("ipv6Support", "FELIX_IPV6SUPPORT") ?? true;
        InterfacePrefix = Environment("FELIX_INTERFACEPREFIX")?.Split(',')[0] is { Length: > 0 } prefix ? prefix : "cali";
        ExternalNodes = [.. Externals().Distinct()];
        DeviceRouteProtocol = Number("deviceRouteProtocol", "FELIX_DEVICEROUTEPROTOCOL", 3).Value;
    }

    public int Vni { get; }

    public int Port { get; }

    /// <summary>Null when it follows the pools.</summary>
    public bool? VxlanEnabled { get; }

    /// <inheritdoc cref="VxlanEnabled"/>
    public bool? IpipEnabled { get; }

    public bool IsBpf { get; }

    /// <summary>Pods' packets between nodes that both have keys go through WireGuard.</summary>
    public bool IsWireguard { get; }

    /// <inheritdoc cref="IsWireguard"/>
    public bool IsWireguard6 { get; }

    /// <summary>False leaves the node without any IPv6 dataplane.</summary>
    public bool Ipv6Support { get; }

    /// <summary>What host ends of pods' veths begin with.</summary>
    public string InterfacePrefix { get; }

    /// <summary>Number of the routing protocol; 3 is <c>boot</c>.</summary>
    public int DeviceRouteProtocol { get; }

    /// <summary>VXLAN endpoints that are no nodes: all that any setting names, since one too many is no harm here.</summary>
    public IReadOnlyList<Cidr> ExternalNodes { get; }

    public static FelixSettings For(ClusterObjects objects, string node) => new(objects, node);

    /// <summary>The setting as text, and where it was read; null when nobody set it.</summary>
    public (string Value, string Source)? Read(string field, string variable) =>
        Environment(variable) is { Length: > 0 } fromEnvironment ? (fromEnvironment, $"env {variable} of DaemonSet {daemonSet!.Namespace}/{daemonSet.Name}")
        : own?.Spec.GetValueOrDefault(field) is { } forNode ? (forNode, $"FelixConfiguration {own.Name} spec.{field}")
        : shared?.Spec.GetValueOrDefault(field) is { } forAll ? (forAll, $"FelixConfiguration default spec.{field}")
        : null;

    /// <summary>A tunnel's MTU as it was set, bytes; 0 for computed from the host's.</summary>
    public int Mtu(string field, string variable) => Number(field, variable, 0).Value;

    /// <summary>A variable of calico-node's container, ConfigMap keys resolved.</summary>
    public string? Environment(string variable)
    {
        string? value = daemonSet?.Environment.GetValueOrDefault(variable);
        if (value is null || !value.StartsWith("configmap:", StringComparison.Ordinal))
        {
            return value;
        }

        string[] parts = value["configmap:".Length..].Split('/', 2);
        return parts.Length == 2 && parts[0] == "calico-config" && configMaps.Count > 0 ? configMaps[0].Data.GetValueOrDefault(parts[1]) : null;
    }

    /// <summary>Where the setting comes from, for messages.</summary>
    public string SourceOf(string field, string variable) => Read(field, variable)?.Source ?? "Calico's default";

    private (int Value, bool IsSet) Number(string field, string variable, int otherwise) =>
        Read(field, variable) is { } found && int.TryParse(found.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? (value, true) : (otherwise, false);

    private bool? Truth(string field, string variable) => Read(field, variable)?.Value.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" or "T" => true,
        "FALSE" or "0" or "NO" or "N" or "F" => false,
        _ => null,
    };

    private IEnumerable<Cidr> Externals()
    {
        IEnumerable<string> texts = (Environment("FELIX_EXTERNALNODESCIDRLIST") ?? "").Split(',').Concat(own?.ExternalNodes ?? []).Concat(shared?.ExternalNodes ?? []);
        foreach (string text in texts)
        {
            if (Cidr.TryParse(text.Trim(), out Cidr cidr))
            {
                yield return cidr;
            }
        }
    }

    private static bool IsBpfByOperator(ClusterObjects objects) =>
        objects.Installations?.Any(static i => string.Equals(i.LinuxDataplane, "BPF", StringComparison.OrdinalIgnoreCase)) == true;
}
