using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>The lists of iproute2 and bridge.</summary>
public class TableReaderTests
{
    [Fact]
    public void Links()
    {
        IReadOnlyList<LinkRecord> links = Good("links.json").Links!;
        Assert.Equal(["eth0", "vxlan.calico", "tunl0", "cali7f94ce7c295"], links.Select(static l => l.Name));
        LinkRecord vxlan = links[1];
        Assert.Equal(
            new VxlanAttributes { Vni = 4096, Local = Address("172.18.0.2"), Parent = "eth0", Port = 4789, Learning = false },
            vxlan.Vxlan);
        Assert.Equal((3, 2, "vxlan", 1450, true, "UNKNOWN"), (vxlan.Index, vxlan.LinkIndex, vxlan.Kind, vxlan.Mtu, vxlan.IsUp, vxlan.OperState));
        Assert.Equal(new LinkCounters(1, 3, 2, 4, 6, 5, 7), vxlan.Counters);
        Assert.Equal((2, (int?)5, "veth", MacAddress.CalicoHost), (links[3].LinkIndex, links[3].LinkNetnsId, links[3].Kind, links[3].Mac));
        Assert.Equal(("br0", false, (int?)null), (links[0].Master, links[0].IsUp, links[0].LinkNetnsId));
        Assert.True(links[2].Mac.IsZero);
    }

    [Theory]
    [InlineData("""{"external":true,"id":0,"port":4789}""", true, false)]
    [InlineData("""{"id":5,"gbp":null,"external":null}""", true, true)]
    [InlineData("""{"id":5,"gbp":true}""", false, true)]
    public void Flags_of_a_vxlan_device_are_true_or_null(string data, bool external, bool groupPolicy)
    {
        VxlanAttributes found = Assert.Single(Good("links.json", $$$"""[{"ifindex":1,"ifname":"x","linkinfo":{"info_kind":"vxlan","info_data":{{{data}}}}}]""").Links!).Vxlan!;
        Assert.Equal((external, groupPolicy, true), (found.External, found.GroupPolicy, found.Learning));
    }

    [Fact]
    public void Addresses() => Assert.Equal(
        [new AddressRecord("vxlan.calico", Block("10.65.0.0/32"), "global"), new AddressRecord("vxlan.calico", Block("fe80::64f9:37ff:fec3:7e94/64"), "link")],
        Good("addresses.json").Addresses!);

    [Fact]
    public void Routes()
    {
        RouteRecord[] routes = Good("routes.json").Routes!;
        RouteRecord usual = new() { Protocol = "boot", Table = "main" };
        Assert.Equal(
            [
                usual with { Destination = Block("0.0.0.0/0"), Gateway = Address("172.18.0.1"), Device = "eth0" },
                usual with { Destination = Block("0.0.0.0/0"), Gateway = Address("172.18.0.7"), Device = "eth1", Onlink = true },
                usual with { Destination = Block("10.65.0.0/26"), Type = RouteType.Blackhole, Protocol = "80" },
                usual with { Destination = Block("10.65.1.0/26"), Gateway = Address("10.65.1.0"), Device = "vxlan.calico", Onlink = true, Mtu = 1450 },
                usual with { Destination = Block("10.65.9.0/32"), Device = "cali7f94ce7c295", IsLinkScope = true, Metric = 1024 },
                usual with { Destination = Block("10.69.0.0/26"), Gateway = Address("fd00::1"), Device = "eth0", Table = "100", Protocol = "bird", Source = Address("172.18.0.2") },
                usual with { Destination = Block("10.70.0.0/16"), Type = RouteType.Other },
            ],
            routes);
    }

    [Fact]
    public void Routes_of_ipv6()
    {
        RouteRecord[] routes = Good("routes6.json").Routes6!;
        Assert.Equal([Block("fd01::/64"), Block("::/0"), Block("::1/128")], routes.Select(static r => r.Destination));
        Assert.Null(routes[0].Device);
        Assert.Equal((RouteType.Blackhole, "80", 1024u), (routes[0].Type, routes[0].Protocol, routes[0].Metric));
        Assert.Equal(RouteType.Local, routes[2].Type);
    }

    [Fact]
    public void Rules() => Assert.Equal(
        [new RuleRecord(0, "local", null, true), new RuleRecord(50, "", null, false), new RuleRecord(99, "1", "0x100000/0x100000", false)], Good("rules.json").Rules!);

    [Fact]
    public void Neighbours() => Assert.Equal(
        [
            new NeighbourRecord("vxlan.calico", Address("10.65.1.0"), Mac("66:2d:bf:44:a6:8b"), true, false),
            new NeighbourRecord("eth0", Address("172.18.0.9"), default, false, true),
            new NeighbourRecord("eth0", Address("fd00::9"), Mac("66:2d:bf:44:a6:8b"), false, false),
        ],
        Good("neighbours.json").Neighbours!);

    [Fact]
    public void Forwarding_entries_of_ip() => Assert.Equal(
        [
            new FdbRecord("eth0", Mac("33:33:00:00:00:01"), null, true),
            new FdbRecord("vxlan.calico", Mac("66:2d:bf:44:a6:8b"), Address("172.18.0.3"), true),
            new FdbRecord("vxlan6", Mac("66:2d:bf:44:a6:8c"), Address("fd00::3"), false),
        ],
        Good("fdb.json").Fdb!);

    [Fact]
    public void Forwarding_entries_of_bridge_and_lists_of_one_device()
    {
        NodeAnswers answers = Good("fdb.json", """[{"mac":"66:2d:bf:44:a6:8b","dst":"172.18.0.3","flags":["self"],"state":"permanent"},{"mac":"92:b6:93:34:3b:13","ifname":"br0","flags":[],"master":"br0","state":""}]""");
        Assert.Equal([new FdbRecord("vxlan.calico", Mac("66:2d:bf:44:a6:8b"), Address("172.18.0.3"), true), new FdbRecord("br0", Mac("92:b6:93:34:3b:13"), null, false)], answers.Fdb!);

        // InfiniBand's address is no MAC, and no fault.
        Assert.True(Assert.Single(Good("neighbours.json", """[{"dst":"10.0.0.9","dev":"ib0","lladdr":"80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:7b:1a:e1","state":["STALE"]}]""").Neighbours!).Mac.IsZero);
        Assert.Equal("vxlan.calico", Assert.Single(Good("neighbours.json", """[{"dst":"10.65.1.0","lladdr":"66:2d:bf:44:a6:8b","state":["PERMANENT"]}]""").Neighbours!).Device);
    }

    [Fact]
    public void Namespaces() => Assert.Equal(new Dictionary<int, string> { [0] = "cni-1", [7] = "cni-7" }, Good("netns.json").Namespaces);

    [Theory]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8","dev":"a"},{"dst":"10.0.0.999","dev":"a"}]""", "byte 32: dst is no IPv4 block")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"fd00::/8"}]""", "dst is no IPv4 block")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/33"}]""", "dst is no IPv4 block")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dev":"a"}]""", "dst is missing")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/9","metric":1e400}]""", "metric is no such number")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/9","metric":-1}]""", "metric is no such number")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/9","metric":"7"}]""", "metric is no such number")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/9","dst":"10.0.0.0/10"}]""", "dst is there twice")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":"10.0.0.0/9","nexthops":[{"gateway":"10.0.0.1"},{"gateway":"x"}]}]""", "gateway is no address")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},{"dst":{"dst":"10.0.0.0/9"}}]""", "dst is no IPv4 block")]
    [InlineData("routes.json", """[{"dst":"10.0.0.0/8"},null]""", "it is no object")]
    [InlineData("fdb.json", """[{"mac":"66:2d:bf:44:a6:8b"},{"mac":"66:2d:bf:44:a6"}]""", "mac is no MAC address")]
    [InlineData("fdb.json", """[{"mac":"66:2d:bf:44:a6:8b"},{"mac":"66:2d:bf:44:a6:8b","lladdr":"66:2d:bf:44:a6:8c"}]""", "mac is there twice")]
    [InlineData("neighbours.json", """[{"dst":"10.0.0.1"},{"dst":"10.0.0.2","lladdr":7}]""", "lladdr is no MAC address")]
    [InlineData("neighbours.json", """[{"dst":"10.0.0.1"},{"dst":"10.0.0.2","dev":"\ud800"}]""", "dev is no text")]
    [InlineData("links.json", """[{"ifname":"a","ifindex":1},{"ifname":"b","ifindex":99999999999}]""", "ifindex is no such number")]
    [InlineData("links.json", """[{"ifname":"a","ifindex":1},{"ifname":"b","linkinfo":{"info_kind":"vxlan","info_data":{"id":16777216}}}]""", "id is no such number")]
    [InlineData("addresses.json", """[{"ifname":"a","addr_info":[{"local":"10.0.0.1","prefixlen":8}]},{"ifname":"b","addr_info":[{"local":"10.0.0.1","prefixlen":64}]}]""", "prefixlen is no such number")]
    public void An_odd_entry_costs_only_itself(string file, string json, string reason)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, json);
        Assert.Single(Assert.IsType<System.Collections.IEnumerable>(ReaderProbe.Answer(answers, file), exactMatch: false).Cast<object>());
        EvidenceError problem = Assert.Single(problems);
        Assert.Equal((ReaderProbe.Node, file), (problem.Scope, problem.Item));
        Assert.StartsWith("1 entry is left out, the first at byte ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_lose_what_a_terminal_would_obey() =>
        Assert.Equal("\\x1b[31mred", Assert.Single(Good("neighbours.json", """[{"dst":"10.0.0.1","dev":"\u001b[31mred"}]""").Neighbours!).Device);

    [Fact]
    public void A_counter_beyond_a_long_is_its_largest() => Assert.Equal(
        long.MaxValue, Assert.Single(Good("links.json", """[{"ifname":"a","ifindex":1,"stats64":{"rx":{"packets":18446744073709551615}}}]""").Links!).Counters.RxPackets);

    private static NodeAnswers Good(string file, string? text = null)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, text ?? ReaderSamples.OfNode[file]);
        Assert.Empty(problems);
        return answers;
    }

    private static NetAddress Address(string text) => NetAddress.TryParse(text, out NetAddress address) ? address : throw new FormatException(text);

    private static Cidr Block(string text) => Cidr.TryParse(text, out Cidr cidr) ? cidr : throw new FormatException(text);

    private static MacAddress Mac(string text) => MacAddress.TryParse(text, out MacAddress mac) ? mac : throw new FormatException(text);
}
