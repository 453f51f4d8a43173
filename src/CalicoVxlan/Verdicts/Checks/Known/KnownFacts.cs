using System.Globalization;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>The facts that conditions of the catalogue may name; null for what the evidence does not hold.</summary>
internal static class KnownFacts
{
    /// <summary>Facts about what the cluster is rather than how it does: an issue that they rule out does not concern it.</summary>
    public static bool IsCircumstance(string fact) => fact is "calico" or "kernel" or "dataplane" or "installer" or "Windows nodes";

    /// <summary>Why evidence that is collected as it should be may still lack the fact; null for a fact that it has.</summary>
    public static string? WhyLacking(string fact) => fact switch
    {
        "tx-checksum-ip-generic" => "calico-node's image has no ethtool",
        "firewalld" => "rules of the firewall are not in every snapshot",
        _ => null,
    };

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
            ["dataplane"] = node.Settings.IsBpf ? "eBPF" : node.Node.IsWindows ? "Windows" : Setting(node, "FELIX_BPFENABLED", "Linux"),
            ["ipam"] = model.Objects.Installations is { Count: > 0 } i ? i[0].IpamType ?? "Calico" : Ipam(model),
            ["vxlan pools"] = model.Objects.Pools?.Count(static p => p.VxlanMode != EncapsulationMode.Never).ToString(CultureInfo.InvariantCulture),
            ["vxlan pools, IPv6"] = model.Objects.Pools?.Count(static p => p.VxlanMode != EncapsulationMode.Never && p.Cidr is { IsIpv4: false }).ToString(CultureInfo.InvariantCulture),
            ["pool mode"] = model.Objects.Pools is { } pools ? pools.Select(static p => p.VxlanMode).OrderByDescending(static m => m == EncapsulationMode.CrossSubnet).ThenByDescending(static m => m).FirstOrDefault().ToString() : null,
            ["vxlanEnabled"] = Setting(node, "FELIX_VXLANENABLED", node.Settings.VxlanEnabled?.ToString(CultureInfo.InvariantCulture).ToLowerInvariant() ?? "unset"),
            ["ipv6Support"] = Setting(node, "FELIX_IPV6SUPPORT", node.Settings.Ipv6Support ? "true" : "false"),
            ["mtu source"] = Setting(node, "FELIX_VXLANMTU", node.Settings.Read("vxlanMTU", "FELIX_VXLANMTU")?.Source.Split(' ')[0] ?? "default"),
            ["vxlanMTU of FelixConfiguration"] = model.Objects.FelixConfigurations is { } felix ? felix.FirstOrDefault(static c => c.Name == "default")?.Spec.GetValueOrDefault("vxlanMTU") ?? "unset" : null,
            ["device"] = !tables.HasLinks ? null : link is null ? "missing" : "present",
            ["device VNI"] = link?.Vxlan?.Vni.ToString(CultureInfo.InvariantCulture),
            ["device parent"] = tables.HasLinks ? link?.Vxlan?.Parent ?? "none" : null,
            ["device MAC differs"] = MacDiffers(node, link),
            ["port"] = Setting(node, "FELIX_VXLANPORT", node.Settings.Port.ToString(CultureInfo.InvariantCulture)),
            ["tx-checksum-ip-generic"] = tables.Answers.Offloads?.TryGetValue("tx-checksum-ip-generic", out bool on) == true ? on ? "on" : "off" : null,
            ["bird routes"] = tables.Answers.Routes?.Count(r => r.Protocol == "bird" && model.Blocks.PoolOf(r.Destination) is { VxlanMode: not EncapsulationMode.Never }).ToString(CultureInfo.InvariantCulture),
            ["stale neighbours with a live MAC"] = tables.Answers.Neighbours is null ? null : node.Peers.Count(static p => p is { Neighbour: PeerEntryState.Stale, Peer: not null }).ToString(CultureInfo.InvariantCulture),
            ["tunnel address borrowed"] = Borrowed(node),
            ["firewalld"] = tables.Answers.Firewall is { } firewall ? firewall.NamesFirewalld ? "yes" : "no" : null,
            ["other VXLAN devices"] = tables.Answers.Links?.Count(static l => l.Vxlan is not null && l.Name is not ("vxlan.calico" or "vxlan-v6.calico")).ToString(CultureInfo.InvariantCulture),
            ["other VXLAN devices on the port"] = tables.Answers.Links?.Count(l => l.Vxlan is { } x && x.Port == node.Settings.Port && l.Name is not ("vxlan.calico" or "vxlan-v6.calico")).ToString(CultureInfo.InvariantCulture),
            ["bird probes"] = BirdProbes(node),
            ["UDP checksum errors"] = Counter(tables, "Udp.InCsumErrors"),
            ["UDP checksum errors in 10,000"] = ChecksumErrors(tables),
            ["backend"] = model.Objects.ConfigMaps is { Count: > 0 } maps ? maps[0].Data.GetValueOrDefault("calico_backend") : node.Settings.Environment("CALICO_NETWORKING_BACKEND"),
            ["calico-node not Ready"] = model.Objects.DaemonSets is { Count: > 0 } sets && sets[0] is { Desired: { } desired, Ready: { } ready } ? (desired - ready).ToString(CultureInfo.InvariantCulture) : null,
            ["node mask"] = node.Node.Object is null ? null : node.Node.V4.Address?.Length.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["nodes"] = model.Nodes.Count.ToString(CultureInfo.InvariantCulture),
            ["installer"] = node.Cluster.IsOperator ? "operator" : model.Objects.Installations is not null || model.Objects.ConfigMaps is { Count: > 0 } ? "manifest" : null,
            ["Windows nodes"] = model.Objects.Nodes is null ? null : model.Nodes.Count(static n => n.IsWindows).ToString(CultureInfo.InvariantCulture),
            ["VNI"] = Setting(node, "FELIX_VXLANVNI", node.Settings.Vni.ToString(CultureInfo.InvariantCulture)),
            ["tunnel address in IPAM"] = model.Objects.Nodes is not null && model.Objects.Blocks is not null && node.Node.V4.TunnelAddress is null ? "none" : TunnelAllocation.Of(model, node.Node, node.Node.V4)?.State,
            ["tunl0"] = tables.Answers.Links is not { } links ? null : !links.Any(static l => l.Name == "tunl0") ? "none"
                : tables.Answers.Addresses is not { } addresses ? null : addresses.Any(static a => a is { Interface: "tunl0", Address.IsIpv4: true }) ? "with an address" : "without an address",
            ["routes to single tunnel addresses"] = tables.Answers.Routes?.Count(r => r.Device == device && r.IsLinkScope && r.Destination.IsSingle).ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string? Setting(NodeContext node, string variable, string value) => node.Settings.Knows(variable) ? value : null;

    // Blocks are Calico IPAM's own; other kinds have none.
    private static string? Ipam(ClusterModel model) =>
        model.Objects.ConfigMaps is { Count: > 0 } maps && maps[0].Data.TryGetValue("cni_network_config", out string? config)
            ? config.Contains("\"host-local\"", StringComparison.Ordinal) ? "HostLocal" : "Calico"
            : model.Objects.Blocks is { Count: > 0 } ? "Calico" : null;

    private static string? MacDiffers(NodeContext node, LinkRecord? link) =>
        !node.Tables.HasLinks || node.Forecast(false).Unknown is not null ? null
        : link is null || node.Forecast(false).Vtep is null ? "no" : link.Mac != node.Node.V4.Mac ? "yes" : "no";

    private static string? BirdProbes(NodeContext node) =>
        node.Cluster.DaemonSet is not { } set ? null
        : set.LivenessCommand.Concat(set.ReadinessCommand).Any(static w => w.TrimStart('-') is "bird-live" or "bird-ready") ? "yes" : "no";

    private static string? Borrowed(NodeContext node) =>
        node.Node.Object is null || node.Model.Objects is { Blocks: null, Affinities: null } ? null
        : ((NodeFamily[])[node.Node.V4, node.Node.V6]).Any(f => f.TunnelAddress is { } tunnel && node.Model.Blocks.Find(tunnel) is { } block && block.Node != node.Name) ? "yes" : "no";

    private static string? Counter(NodeTables tables, string name) => tables.Answers.Counters?.TryGetValue(name, out long count) == true ? count.ToString(CultureInfo.InvariantCulture) : null;

    private static string? ChecksumErrors(NodeTables tables) =>
        tables.Answers.Counters?.TryGetValue("Udp.InCsumErrors", out long count) == true
            ? Host.CountersCheck.InTenThousand(count, tables.Answers.Counters.GetValueOrDefault("Udp.InDatagrams")).ToString(CultureInfo.InvariantCulture) : null;
}
