using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>The facts that conditions of the catalogue may name; null for what the evidence does not hold.</summary>
internal static class KnownFacts
{
    public static Dictionary<string, string?> Of(NodeContext node)
    {
        ClusterModel model = node.Model;
        NodeTables tables = node.Tables;
        string device = node.Node.V4.Device;
        LinkRecord? link = tables.Link(device);
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["calico"] = model.Release.IsKnown ? model.Release.ToString() : null,
            ["kernel"] = tables.Answers.Kernel ?? node.Node.Object?.Kernel,
            ["dataplane"] = node.Settings.IsBpf ? "eBPF" : node.Node.IsWindows ? "Windows" : "Linux",
            ["ipam"] = model.Objects.Installations is { Count: > 0 } i ? i[0].IpamType ?? "Calico" : Ipam(model),
            ["vxlan pools"] = model.Objects.Pools?.Count(static p => p.VxlanMode != EncapsulationMode.Never).ToString(CultureInfo.InvariantCulture),
            ["vxlan pools, IPv6"] = model.Objects.Pools?.Count(static p => p.VxlanMode != EncapsulationMode.Never && p.Cidr is { IsIpv4: false }).ToString(CultureInfo.InvariantCulture),
            ["pool mode"] = model.Objects.Pools?.FirstOrDefault(static p => p.VxlanMode != EncapsulationMode.Never)?.VxlanMode.ToString(),
            ["vxlanEnabled"] = node.Settings.VxlanEnabled?.ToString(CultureInfo.InvariantCulture).ToLowerInvariant() ?? "unset",
            ["ipv6Support"] = node.Settings.Ipv6Support ? "true" : "false",
            ["mtu source"] = node.Settings.Read("vxlanMTU", "FELIX_VXLANMTU")?.Source.Split(' ')[0] ?? "default",
            ["vxlanMTU of FelixConfiguration"] = model.Objects.FelixConfigurations?.FirstOrDefault(static c => c.Name == "default") is { } felix ? felix.Spec.GetValueOrDefault("vxlanMTU") ?? "unset" : null,
            ["device"] = !tables.HasLinks ? null : link is null ? "missing" : "present",
            ["device VNI"] = link?.Vxlan?.Vni.ToString(CultureInfo.InvariantCulture),
            ["device parent"] = link?.Vxlan?.Parent,
            ["device MAC differs"] = link is null || node.Forecast(false).Vtep is null ? null : link.Mac != node.Node.V4.Mac ? "yes" : "no",
            ["port"] = node.Settings.Port.ToString(CultureInfo.InvariantCulture),
            ["tx-checksum-ip-generic"] = tables.Answers.Offloads?.TryGetValue("tx-checksum-ip-generic", out bool on) == true ? on ? "on" : "off" : null,
            ["bird routes"] = tables.Answers.Routes?.Count(r => r.Protocol == "bird" && model.Blocks.PoolOf(r.Destination) is { VxlanMode: not EncapsulationMode.Never }).ToString(CultureInfo.InvariantCulture),
            ["stale neighbours"] = tables.Answers.Neighbours is null ? null : node.Peers.Count(static p => p.Neighbour == PeerEntryState.Stale).ToString(CultureInfo.InvariantCulture),
            ["tunnel address borrowed"] = Borrowed(node),
            ["firewalld"] = tables.Answers.Firewall is { } firewall ? firewall.Any(static l => l.Contains("firewalld", StringComparison.Ordinal)) ? "yes" : "no" : null,
            ["other VXLAN devices"] = tables.Answers.Links?.Count(static l => l.Vxlan is not null && l.Name is not ("vxlan.calico" or "vxlan-v6.calico")).ToString(CultureInfo.InvariantCulture),
            ["other VXLAN devices on the port"] = tables.Answers.Links?.Count(l => l.Vxlan is { } x && x.Port == node.Settings.Port && l.Name is not ("vxlan.calico" or "vxlan-v6.calico")).ToString(CultureInfo.InvariantCulture),
            ["bird probes"] = BirdProbes(node),
            ["missing routes"] = tables.Answers.Routes is null ? null : node.Peers.Count(static p => p.Route is PeerEntryState.Missing or PeerEntryState.Wrong).ToString(CultureInfo.InvariantCulture),
            ["default route"] = tables.Answers.Routes?.Any(static r => r.Destination.Length == 0 && r.Table == "main") switch { true => "yes", false => "no", null => null },
            ["UDP checksum errors"] = Counter(tables, "Udp.InCsumErrors"),
            ["rp_filter of the device"] = tables.Answers.Sysctls?.GetValueOrDefault($"net.ipv4.conf.{device}.rp_filter"),
            ["backend"] = model.Objects.ConfigMaps is { Count: > 0 } maps ? maps[0].Data.GetValueOrDefault("calico_backend") : null,
            ["calico-node not Ready"] = model.Objects.DaemonSets is { Count: > 0 } sets && sets[0] is { Desired: { } desired, Ready: { } ready } ? (desired - ready).ToString(CultureInfo.InvariantCulture) : null,
            ["node mask"] = node.Node.V4.Address?.Length.ToString(CultureInfo.InvariantCulture),
            ["nodes"] = model.Nodes.Count.ToString(CultureInfo.InvariantCulture),
            ["installer"] = node.Cluster.IsOperator ? "operator" : "manifest",
            ["Windows nodes"] = model.Nodes.Count(static n => n.IsWindows).ToString(CultureInfo.InvariantCulture),
            ["VNI"] = node.Settings.Vni.ToString(CultureInfo.InvariantCulture),
            ["host VNI routes"] = tables.Answers.Routes?.Count(r => r.Device == device && r.IsLinkScope && r.Destination.IsSingle).ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string? Ipam(ClusterModel model) =>
        model.Objects.ConfigMaps is { Count: > 0 } maps && maps[0].Data.TryGetValue("cni_network_config", out string? config)
            ? config.Contains("\"host-local\"", StringComparison.Ordinal) ? "HostLocal" : "Calico" : null;

    private static string? BirdProbes(NodeContext node) =>
        node.Cluster.DaemonSet is not { } set ? null
        : set.LivenessCommand.Concat(set.ReadinessCommand).Any(static w => w.TrimStart('-') is "bird-live" or "bird-ready") ? "yes" : "no";

    private static string? Borrowed(NodeContext node)
    {
        Block?[] blocks = [.. ((NodeFamily[])[node.Node.V4, node.Node.V6]).Select(static f => f.TunnelAddress).OfType<NetAddress>().Select(node.Model.Blocks.Find)];
        return blocks.Any(b => b is not null && b.Node != node.Name) ? "yes" : blocks.Length == 0 || blocks.Contains(null) ? null : "no";
    }

    private static string? Counter(NodeTables tables, string name) => tables.Answers.Counters?.GetValueOrDefault(name).ToString(CultureInfo.InvariantCulture);
}
