using System.Globalization;
using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Firewall;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Reading.Objects;
using CalicoVxlan.Evidence.Reading.Tables;
using CalicoVxlan.Evidence.Reading.Texts;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>
/// Makes records of a snapshot's files. A file that is absent, or that can't be read, gives null, which is unknown; what could not be
/// read is said in a problem. Never throws for what the files hold; several nodes may be read at once.
/// </summary>
internal static class EvidenceReader
{
    /// <param name="evidence">The snapshot.</param>
    /// <param name="problems">Gets what can't be read.</param>
    /// <param name="wholeOnly">A list of which an entry can't be read is unknown as a whole.</param>
    public static ClusterObjects ReadCluster(CalicoEvidence evidence, List<EvidenceError> problems, bool wholeOnly = false)
    {
        ClusterFiles files = new(evidence, problems, wholeOnly);
        ClusterType? type = files.List("clusterinformations", "ClusterInformation", static i => new ClusterType(i.Text("spec", "calicoVersion"), i.Text("spec", "clusterType")))?.FirstOrDefault();
        return new ClusterObjects
        {
            Nodes = files.List("nodes", "Node", CoreObjects.Node),
            Pods = files.List("pods", "Pod", CoreObjects.Pod),
            Services = files.List("services", "Service", CoreObjects.Service),
            ServiceRanges = files.List("servicecidrs", "ServiceCIDR", CoreObjects.ServiceRange)?.SelectMany(static r => r).ToArray(),
            Pools = files.List("ippools", "IPPool", CalicoObjects.Pool),
            Affinities = files.List("blockaffinities", "BlockAffinity", CalicoObjects.Affinity),
            Blocks = files.List("ipamblocks", "IPAMBlock", CalicoObjects.Block),
            FelixConfigurations = files.List("felixconfigurations", "FelixConfiguration", CalicoObjects.Felix),
            Installations = files.List("installations", "Installation", CalicoObjects.Installation),
            BgpPeers = files.List("bgppeers", "BGPPeer", CalicoObjects.BgpPeer),
            DaemonSets = files.List("daemonsets", "DaemonSet", CoreObjects.DaemonSet),
            ConfigMaps = files.List("configmaps", "ConfigMap", CoreObjects.CalicoConfig),
            NetworkPolicies = files.List("networkpolicies", "NetworkPolicy", PolicyObjects.Kubernetes),
            CalicoNetworkPolicies = files.List("caliconetworkpolicies", "NetworkPolicy", PolicyObjects.Calico),
            GlobalNetworkPolicies = files.List("globalnetworkpolicies", "GlobalNetworkPolicy", PolicyObjects.Global),
            NetworkSets = files.List("networksets", "NetworkSet", PolicyObjects.Set),
            GlobalNetworkSets = files.List("globalnetworksets", "GlobalNetworkSet", PolicyObjects.GlobalSet),
            CalicoVersion = type?.Version,
            ClusterType = type?.Type,
        };
    }

    /// <inheritdoc cref="ReadCluster"/>
    public static NodeAnswers ReadNode(CalicoEvidence evidence, string node, List<EvidenceError> problems, bool wholeOnly = false)
    {
        TextPool texts = new();
        EvidenceFile File(string name) => new(evidence.Files, node, name, EvidenceNames.OfNode(node, name), problems, wholeOnly);
        return new NodeAnswers
        {
            Node = node,
            Links = File("links.json").Table<LinkRecord>(texts, LinkReader.Read) is { } links ? LinkReader.WithIndexes(links) : null,
            Addresses = File("addresses.json").Table<(LinkRecord Link, AddressRecord[] Addresses)>(texts, LinkReader.ReadWithAddresses)?.SelectMany(static l => l.Addresses).ToArray(),
            Routes = File("routes.json").Table<RouteRecord>(texts, new RouteReader(isIpv6: false).Read, new PlainRoute(isIpv6: false).Read),
            Routes6 = File("routes6.json").Table<RouteRecord>(texts, new RouteReader(isIpv6: true).Read, new PlainRoute(isIpv6: true).Read),
            Rules = File("rules.json").Table<RuleRecord>(texts, NodeLists.Rule),
            Neighbours = File("neighbours.json").Table<NeighbourRecord>(texts, NeighbourReader.Read, PlainNeighbour.Read),
            Fdb = File("fdb.json").Table<FdbRecord>(texts, FdbReader.Read, PlainNeighbour.ReadFdb),
            Namespaces = File("netns.json").Table<KeyValuePair<int, string>>(texts, NodeLists.Namespace)?.DistinctBy(static n => n.Key).ToDictionary(),
            Sysctls = File("sysctls.txt").Text(texts, SettingTexts.Sysctls),
            Offloads = File("offloads.txt").Text(texts, SettingTexts.Offloads),
            IpSets = File("ipsets.txt").Text(texts, IpSetText.Read),
            Counters = File("snmp.txt").Text(texts, SettingTexts.Counters),
            PodMtu = File("mtu.txt").Text(texts, SettingTexts.Mtu) is { } mtu ? int.Parse(mtu, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            Kernel = File("kernel.txt").Text(texts, SettingTexts.Kernel),
            PodLinks = File("podlinks.txt").Text(texts, PodLinkText.Read),
            Sandboxes = File("sandboxes.json").Read(SandboxReader.Read),
            Managers = File("managers.txt").Text(texts, ManagerText.Read),
            Modules = File("modules.txt").Text(texts, SettingTexts.Modules),
            Firewall = File("firewall.txt").Text(texts, FirewallText.Read),
        };
    }

    /// <inheritdoc cref="NodeReading.ReadAll"/>
    public static IEnumerable<NodeReading> ReadNodes(CalicoEvidence evidence, IEnumerable<string> nodes, int degree, CancellationToken cancellation) =>
        NodeReading.ReadAll(evidence, nodes, degree, cancellation);

    private sealed record ClusterType(string? Version, string? Type);

    private sealed class ClusterFiles(CalicoEvidence evidence, List<EvidenceError> problems, bool wholeOnly)
    {
        public T[]? List<T>(string plural, string kind, Func<JsonElement, T?> read)
            where T : class =>
            new EvidenceFile(evidence.Files, EvidenceNames.ClusterScope, plural, EvidenceNames.OfCluster(plural), problems, wholeOnly).Read((stream, odd) => KubernetesList.Read(stream, kind, odd, read));
    }
}
