using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Model;

/// <summary>
/// The settings that decide about VXLAN on one node. Felix takes each from the environment first, then from FelixConfiguration
/// <c>node.NAME</c>, then from those whose nodeSelector takes the node, then from <c>default</c> (felix/config/config_params.go).
/// </summary>
internal sealed class FelixSettings
{
    private readonly DaemonSetObject? daemonSet;
    private readonly IReadOnlyList<CalicoConfigObject> configMaps;
    private readonly FelixConfigurationObject[] configurations;
    private readonly bool isComplete;
    private readonly HashSet<NetAddress> externalAddresses;
    private readonly Cidr[] externalBlocks;

    private FelixSettings(ClusterObjects objects, string node, IReadOnlyDictionary<string, string>? labels)
    {
        daemonSet = objects.DaemonSets is { Count: > 0 } sets ? sets[0] : null;
        configMaps = objects.ConfigMaps ?? [];
        isComplete = objects is { DaemonSets: not null, FelixConfigurations: not null };
        configurations = [.. Applying(objects.FelixConfigurations ?? [], node, labels)];
        (Vni, _) = Number("vxlanVNI", "FELIX_VXLANVNI", CalicoNames.DefaultVni);
        (Port, _) = Number("vxlanPort", "FELIX_VXLANPORT", CalicoNames.DefaultPort);
        VxlanEnabled = Truth("vxlanEnabled", "FELIX_VXLANENABLED");
        IpipEnabled = Truth("ipipEnabled", "FELIX_IPINIPENABLED");
        IsBpf = Truth("bpfEnabled", "FELIX_BPFENABLED") ?? IsBpfByOperator(objects);
        IsWireguard = Truth("wireguardEnabled", "FELIX_WIREGUARDENABLED") ?? false;
        IsWireguard6 = Truth("wireguardEnabledV6", "FELIX_WIREGUARDENABLEDV6") ?? false;
        IsChecksumOffloadBroken = Override("ChecksumOffloadBroken");
        Ipv6Support = Truth("ipv6Support", "FELIX_IPV6SUPPORT") ?? true;
        InterfacePrefix = Environment("FELIX_INTERFACEPREFIX")?.Split(',')[0] is { Length: > 0 } prefix ? prefix : "cali";
        ExternalNodes = [.. Externals().Distinct()];
        externalAddresses = [.. ExternalNodes.Where(static e => e.IsSingle).Select(static e => e.Address)];
        externalBlocks = [.. ExternalNodes.Where(static e => !e.IsSingle)];
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

    /// <summary>featureDetectOverride ChecksumOffloadBroken: whether Felix switches the tunnel device's TX checksum offload off whatever the kernel; null when it finds out.</summary>
    public bool? IsChecksumOffloadBroken { get; }

    /// <summary>False leaves the node without any IPv6 dataplane.</summary>
    public bool Ipv6Support { get; }

    /// <summary>What host ends of pods' veths begin with.</summary>
    public string InterfacePrefix { get; }

    /// <summary>Number of the routing protocol; 3 is <c>boot</c>.</summary>
    public int DeviceRouteProtocol { get; }

    /// <summary>VXLAN endpoints that are no nodes: all that any setting names, since one too many is no harm here.</summary>
    public IReadOnlyList<Cidr> ExternalNodes { get; }

    /// <summary>Whether an address is one of them.</summary>
    public bool IsExternal(NetAddress address) => externalAddresses.Contains(address) || Array.Exists(externalBlocks, b => b.Contains(address));

    /// <param name="objects">What the API said.</param>
    /// <param name="node">The node; empty for what holds where a node has nothing of its own.</param>
    /// <param name="labels">The node's labels; null when they are not known.</param>
    public static FelixSettings For(ClusterObjects objects, string node, IReadOnlyDictionary<string, string>? labels) => new(objects, node, labels);

    /// <summary>The setting as text, and where it was read; null when nobody set it.</summary>
    public (string Value, string Source)? Read(string field, string variable) =>
        Environment(variable) is { Length: > 0 } fromEnvironment ? (fromEnvironment, $"env {variable} of DaemonSet {daemonSet!.Namespace}/{daemonSet.Name}")
        : Array.Find(configurations, c => c.Spec.ContainsKey(field)) is { } found ? (found.Spec[field], $"FelixConfiguration {found.Name} spec.{field}")
        : null;

    /// <summary>Whether the evidence tells the setting: the environment has it, or both it and the FelixConfigurations were looked at. Else Calico's default is a guess.</summary>
    public bool Knows(string variable) => isComplete || Environment(variable) is { Length: > 0 };

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

    private bool? Truth(string field, string variable) => Read(field, variable) is { } found ? TruthOf(found.Value) : null;

    /// <summary>A truth value as Felix reads it; null for what is none.</summary>
    public static bool? TruthOf(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" or "T" => true,
        "FALSE" or "0" or "NO" or "N" or "F" => false,
        _ => null,
    };

    // A list such as ChecksumOffloadBroken=true,SNATFullyRandom=false (felix/environment/feature_detect_linux.go).
    private bool? Override(string feature)
    {
        foreach (string part in (Read("featureDetectOverride", "FELIX_FEATUREDETECTOVERRIDE")?.Value ?? "").Split(','))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length == 2 && string.Equals(sides[0], feature, StringComparison.OrdinalIgnoreCase) && TruthOf(sides[1]) is { } said)
            {
                return said;
            }
        }

        return null;
    }

    private IEnumerable<Cidr> Externals()
    {
        IEnumerable<string> texts = (Environment("FELIX_EXTERNALNODESCIDRLIST") ?? "").Split(',').Concat(configurations.SelectMany(static c => c.ExternalNodes));
        foreach (string text in texts)
        {
            if (Cidr.TryParse(text.Trim(), out Cidr cidr))
            {
                yield return cidr;
            }
        }
    }

    /// <summary>The first that has a field counts: the node's own, those that select it (of several the last by name), the default.</summary>
    private static IEnumerable<FelixConfigurationObject> Applying(IReadOnlyList<FelixConfigurationObject> all, string node, IReadOnlyDictionary<string, string>? labels) =>
        all.Where(c => c.Name == "node." + node)
            .Concat(all.Where(c => labels is not null && c.Name != "default" && !c.Name.StartsWith("node.", StringComparison.Ordinal)
                && c.Spec.GetValueOrDefault("nodeSelector") is { Length: > 0 } text && LabelSelector.TryParse(text, out LabelSelector? selector) && selector.Matches(labels))
                .OrderByDescending(static c => c.Name, StringComparer.Ordinal))
            .Concat(all.Where(static c => c.Name == "default"));

    private static bool IsBpfByOperator(ClusterObjects objects) =>
        objects.Installations?.Any(static i => string.Equals(i.LinuxDataplane, "BPF", StringComparison.OrdinalIgnoreCase)) == true;
}
