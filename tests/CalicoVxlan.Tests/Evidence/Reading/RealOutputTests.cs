using System.Security.Cryptography;
using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>What ip, bridge, nft, ethtool, sysctl and the kernel really say, of a namespace wired as Calico would.</summary>
public sealed class RealOutputTests : IDisposable
{
    private readonly string node = "cvxr" + RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly string pod;

    public RealOutputTests()
    {
        NetworkNamespaces.NeedRoot();
        pod = node + "p";
        _ = Tools.Run("ip", "netns", "add", node);
        _ = Tools.Run("ip", "netns", "add", pod);
        foreach (string command in (string[])
        [
            "link set lo up", $"link add eth0 type veth peer name eth9 netns {pod}", "addr add 172.18.0.2/16 dev eth0", "addr add fd00::2/64 dev eth0 nodad", "link set eth0 up",
            "link add vxlan.calico address 66:f9:37:c3:7e:94 mtu 1450 type vxlan id 4096 local 172.18.0.2 dev eth0 dstport 4789 nolearning",
            "addr add 10.65.0.0/32 dev vxlan.calico", "link set vxlan.calico up", "link add flow type vxlan external dstport 4790", $"link add cali7f94ce7c295 type veth peer name eth0 netns {pod}",
            "link set cali7f94ce7c295 address ee:ee:ee:ee:ee:ee up mtu 1450", "neigh add 10.65.1.0 lladdr 66:2d:bf:44:a6:8b dev vxlan.calico nud permanent",
            "route add 10.65.1.0/26 via 10.65.1.0 dev vxlan.calico onlink mtu 1450", "route add blackhole 10.65.0.0/26 proto 80", "route add 10.65.0.2/32 dev cali7f94ce7c295 scope link metric 1024",
            "route add default nexthop via 172.18.0.1 dev eth0 nexthop via 172.18.0.7 dev eth0", "-6 route add blackhole fd01::/64 proto 80", "-6 route add default via fd00::1 dev eth0",
            "route add unreachable 10.66.0.0/26 table 100", "rule add fwmark 0x100000/0x100000 lookup 1 prio 99",
        ])
        {
            _ = Tools.Run("ip", ["-n", node, .. command.Split(' ')]);
        }

        _ = Tools.Run("ip", "-n", pod, "addr", "add", "10.65.0.2/32", "dev", "eth0");
    }

    [Fact]
    public void Links_and_addresses()
    {
        NodeAnswers answers = Read(("links.json", "ip -j -d -s link show"), ("addresses.json", "ip -j addr show"), ("netns.json", "ip -j netns list-id"));
        LinkRecord vxlan = answers.Links!.Single(static l => l.Name == "vxlan.calico");
        LinkRecord parent = answers.Links!.Single(static l => l.Name == "eth0");
        Assert.Equal((4096, 4789, "eth0", false, false), (vxlan.Vxlan!.Vni, vxlan.Vxlan.Port, vxlan.Vxlan.Parent, vxlan.Vxlan.Learning, vxlan.Vxlan.External));
        Assert.Equal(("172.18.0.2", "66:f9:37:c3:7e:94", 1450, true, parent.Index), (vxlan.Vxlan.Local.ToString(), vxlan.Mac.ToString(), vxlan.Mtu, vxlan.IsUp, vxlan.LinkIndex));
        Assert.True(answers.Links!.Single(static l => l.Name == "flow").Vxlan!.External);
        LinkRecord veth = answers.Links!.Single(static l => l.Name == "cali7f94ce7c295");
        Assert.Equal(("veth", pod), (veth.Kind, answers.Namespaces![veth.LinkNetnsId!.Value]));
        Assert.Contains(answers.Addresses!, static a => a.Interface == "vxlan.calico" && a.Address.ToString() == "10.65.0.0/32" && a.Scope == "global");
    }

    [Fact]
    public void Routes_and_rules()
    {
        NodeAnswers answers = Read(("routes.json", "ip -j -d -4 route show table all"), ("routes6.json", "ip -j -d -6 route show table all"), ("rules.json", "ip -j rule show"));
        RouteRecord remote = answers.Routes!.Single(static r => r.Destination.ToString() == "10.65.1.0/26");
        Assert.Equal(("10.65.1.0", "vxlan.calico", true, 1450, "boot", "main"), (remote.Gateway.ToString(), remote.Device, remote.Onlink, remote.Mtu, remote.Protocol, remote.Table));
        RouteRecord local = answers.Routes!.Single(static r => r.Destination.ToString() == "10.65.0.2/32");
        Assert.Equal(("cali7f94ce7c295", true, 1024u), (local.Device, local.IsLinkScope, local.Metric));
        Assert.Equal(["172.18.0.1", "172.18.0.7"], answers.Routes!.Where(static r => r.Destination.Length == 0).Select(static r => r.Gateway.ToString()));
        Assert.Contains(answers.Routes!, static r => r.Type == RouteType.Blackhole && r.Protocol == "80" && r.Device is null);
        Assert.Contains(answers.Routes!, static r => r.Type == RouteType.Unreachable && r.Table == "100");
        Assert.Contains(answers.Routes6!, static r => r.Type == RouteType.Blackhole && r.Protocol == "80" && r.Device is null && r.Destination.ToString() == "fd01::/64");
        Assert.Contains(answers.Routes6!, static r => r.Destination.ToString() == "::/0" && r.Gateway.ToString() == "fd00::1");
        Assert.Contains(new RuleRecord(99, "1", "0x100000/0x100000", false), answers.Rules!);
    }

    [Fact]
    public void Neighbours_and_forwarding_entries()
    {
        Tools.Need("bridge");
        _ = Tools.Run("bridge", "-n", node, "fdb", "append", "66:2d:bf:44:a6:8b", "dev", "vxlan.calico", "dst", "172.18.0.3");
        NodeAnswers answers = Read(("neighbours.json", "ip -j neigh show"), ("fdb.json", "ip -j -d -f bridge neigh show"));
        Assert.Contains(answers.Neighbours!, static n => n is { Device: "vxlan.calico", IsPermanent: true, IsFailed: false } && n.Address.ToString() == "10.65.1.0" && n.Mac.ToString() == "66:2d:bf:44:a6:8b");
        FdbRecord entry = answers.Fdb!.Single(static e => e.Device == "vxlan.calico" && e.Destination is not null);
        Assert.Equal(("66:2d:bf:44:a6:8b", "172.18.0.3", true), (entry.Mac.ToString(), entry.Destination.ToString(), entry.IsPermanent));
        NodeAnswers other = Read(("fdb.json", "bridge -j fdb show"), ("neighbours.json", "ip -j neigh show dev vxlan.calico"));
        Assert.Equal(answers.Fdb!.Where(static e => e.Destination is not null), other.Fdb!.Where(static e => e.Destination is not null));
        Assert.Equal(answers.Neighbours!.Where(static n => n.Device == "vxlan.calico"), other.Neighbours!);
    }

    [Fact]
    public void Settings_sets_and_counters()
    {
        Tools.Need("nft");
        Tools.Need("ethtool");
        Tools.Need("sysctl");
        _ = Tools.Run("ip", "netns", "exec", node, "nft", "add table ip calico; add set ip calico cali40all-vxlan-net { type ipv4_addr; flags interval; }; add element ip calico cali40all-vxlan-net { 172.18.0.3, 172.18.0.4, 10.8.0.0/16, 192.168.1.1-192.168.1.5, 172.18.0.9 }; add set ip calico none { type ipv4_addr; }");
        NodeAnswers answers = Read(
            ("sysctls.txt", "sysctl net.ipv4.conf.vxlan/calico.rp_filter net.ipv4.ip_forward"),
            ("offloads.txt", "ethtool -k vxlan.calico"),
            ("ipsets.txt", "nft list sets"),
            ("snmp.txt", "cat /proc/net/snmp /proc/net/netstat"),
            ("kernel.txt", "uname -r"));
        Assert.Equal(["net.ipv4.conf.vxlan.calico.rp_filter", "net.ipv4.ip_forward"], answers.Sysctls!.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("tx-checksum-ip-generic", answers.Offloads!);
        Assert.Equal(["10.8.0.0/16", "172.18.0.3/32", "172.18.0.4/32", "172.18.0.9/32", "192.168.1.1/32", "192.168.1.2/31", "192.168.1.4/31"],
            answers.IpSets!["cali40all-vxlan-net"].Select(static c => c.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(answers.IpSets["none"]);
        Assert.Superset(new HashSet<string> { "Ip.FragFails", "Udp.NoPorts", "TcpExt.IPReversePathFilter" }, answers.Counters!.Keys.ToHashSet());
        Assert.Equal(Tools.Run("uname", "-r").Trim(), answers.Kernel);
    }

    [Fact]
    public void Interfaces_of_pods()
    {
        // Namespaces of others come and go beside these, so the answer is put together instead of taken with -all.
        string text = $"\nnetns: {pod}\n{Tools.Run("ip", "-n", pod, "-j", "-d", "addr", "show")}\n";
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(("podlinks.txt", Encoding.UTF8.GetBytes(text)), ("links.json", Run("ip -j -d -s link show")));
        Assert.Empty(problems);
        PodLinkRecord link = answers.PodLinks!.Single(static l => l.Link.Name == "eth0");
        LinkRecord veth = answers.Links!.Single(static l => l.Name == "cali7f94ce7c295");
        Assert.Equal((pod, "10.65.0.2/32"), (link.Namespace, Assert.Single(link.Addresses).ToString()));
        Assert.Equal((veth.Index, link.Link.Index), (link.Link.LinkIndex, veth.LinkIndex));
    }

    public void Dispose()
    {
        foreach (string name in (string[])[pod, node])
        {
            _ = Tools.TryRun("ip", "netns", "del", name);
        }
    }

    private NodeAnswers Read(params (string File, string Command)[] commands)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read([.. commands.Select(c => (c.File, Run(c.Command)))]);
        Assert.Empty(problems);
        return answers;
    }

    private byte[] Run(string command) => Encoding.UTF8.GetBytes(Tools.Run("ip", ["netns", "exec", node, .. command.Split(' ')]));
}
