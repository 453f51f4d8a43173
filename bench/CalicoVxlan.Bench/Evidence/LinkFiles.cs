using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>The interfaces of a node and of its pods.</summary>
internal static class LinkFiles
{
    private const string Queues = "\"inet6_addr_gen_mode\":\"eui64\",\"num_tx_queues\":2,\"num_rx_queues\":2,\"gso_max_size\":65536,\"gso_max_segs\":65535,\"tso_max_size\":524280,\"tso_max_segs\":65535,\"gro_max_size\":65536";
    private const string Counters = "\"stats64\":{\"rx\":{\"bytes\":81234567,\"packets\":123456,\"errors\":0,\"dropped\":0,\"over_errors\":0,\"multicast\":0},\"tx\":{\"bytes\":91234567,\"packets\":134567,\"errors\":0,\"dropped\":0,\"carrier_errors\":0,\"collisions\":0}}";

    public static IEnumerable<string> Links(PlannedNode node)
    {
        yield return $$"""{{{Head(1, "lo", "LOOPBACK", 65536, "UNKNOWN", "loopback", default)}},{{Queues}},{{Counters}}}""";
        yield return $$"""{{{Head(2, "eth0", "BROADCAST\",\"MULTICAST", EvidencePlan.HostMtu, "UP", "ether", node.Mac)}},{{Queues}},{{Counters}}}""";
        yield return $$$"""{{{{Head(3, CalicoNames.Device, "BROADCAST\",\"MULTICAST", EvidencePlan.PodMtu, "UNKNOWN", "ether", node.VtepMac)}}},"linkinfo":{"info_kind":"vxlan","info_data":{"id":4096,"local":"{{{node.Address}}}","link":"eth0","port_range":{"low":0,"high":0},"port":4789,"learning":false,"ttl":0,"df":"unset","ageing":300,"udp_csum":true,"udp_zero_csum6_tx":false,"udp_zero_csum6_rx":false}},{{{Queues}}},{{{Counters}}}}""";
        foreach (PlannedPod pod in node.Pods)
        {
            yield return $$$"""{{{{Head(pod.VethIndex, pod.Veth, "BROADCAST\",\"MULTICAST", EvidencePlan.PodMtu, "UP", "ether", MacAddress.CalicoHost)}}},"link_index":2,"link_netnsid":{{{pod.NamespaceId}}},"linkinfo":{"info_kind":"veth"},{{{Queues}}},{{{Counters}}}}""";
        }
    }

    public static IEnumerable<string> Addresses(PlannedNode node)
    {
        yield return $$$"""{{{{Head(1, "lo", "LOOPBACK", 65536, "UNKNOWN", "loopback", default)}}},"addr_info":[{{{Address("127.0.0.1", 8, "host", "lo")}}}]}""";
        yield return $$$"""{{{{Head(2, "eth0", "BROADCAST\",\"MULTICAST", EvidencePlan.HostMtu, "UP", "ether", node.Mac)}}},"addr_info":[{{{Address(node.Address.ToString(), 16, "global", "eth0")}}}]}""";
        yield return $$$"""{{{{Head(3, CalicoNames.Device, "BROADCAST\",\"MULTICAST", EvidencePlan.PodMtu, "UNKNOWN", "ether", node.VtepMac)}}},"addr_info":[{{{Address(node.Tunnel.ToString(), 32, "global", CalicoNames.Device)}}}]}""";
        foreach (PlannedPod pod in node.Pods)
        {
            yield return $$$"""{{{{Head(pod.VethIndex, pod.Veth, "BROADCAST\",\"MULTICAST", EvidencePlan.PodMtu, "UP", "ether", MacAddress.CalicoHost)}}},"link_index":2,"link_netnsid":{{{pod.NamespaceId}}},"addr_info":[]}""";
        }
    }

    public static IEnumerable<string> PodLinks(PlannedNode node)
    {
        foreach (PlannedPod pod in node.Pods)
        {
            yield return "";
            yield return $"netns: {pod.NetworkNamespace}";
            yield return $$$"""[{{{{Head(1, "lo", "LOOPBACK", 65536, "UNKNOWN", "loopback", default)}}},"addr_info":[{{{Address("127.0.0.1", 8, "host", "lo")}}}]},{{{{Head(2, "eth0", "BROADCAST\",\"MULTICAST", EvidencePlan.PodMtu, "UP", "ether", pod.Mac)}}},"link_index":{{{pod.VethIndex}}},"link_netnsid":0,"linkinfo":{"info_kind":"veth"},"addr_info":[{{{Address(pod.Address.ToString(), 32, "global", "eth0")}}}]}]""";
        }
    }

    private static string Head(int index, string name, string flags, int mtu, string state, string type, MacAddress mac) =>
        FormattableString.Invariant($"\"ifindex\":{index},\"ifname\":\"{name}\",\"flags\":[\"{flags}\",\"UP\",\"LOWER_UP\"],\"mtu\":{mtu},\"qdisc\":\"noqueue\",\"operstate\":\"{state}\",\"linkmode\":\"DEFAULT\",\"group\":\"default\",\"txqlen\":1000,\"link_type\":\"{type}\",\"address\":\"{mac}\",\"broadcast\":\"ff:ff:ff:ff:ff:ff\",\"promiscuity\":0,\"allmulti\":0,\"min_mtu\":68,\"max_mtu\":65535");

    private static string Address(string address, int length, string scope, string label) =>
        FormattableString.Invariant($"{{\"family\":\"inet\",\"local\":\"{address}\",\"prefixlen\":{length},\"scope\":\"{scope}\",\"label\":\"{label}\",\"valid_life_time\":4294967295,\"preferred_life_time\":4294967295}}");
}
