using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>Answers that are lines of text, and the container runtime's.</summary>
public class TextReaderTests
{
    [Fact]
    public void Settings_have_dots_in_their_names() => Assert.Equal(
        new Dictionary<string, string> { ["net.ipv4.ip_forward"] = "1", ["net.ipv4.conf.vxlan.calico.rp_filter"] = "0", ["net.ipv4.ip_local_port_range"] = "32768\\x0960999" },
        Good("sysctls.txt").Sysctls);

    [Theory]
    [InlineData("Features for eth0:\ntx-checksumming: on\nFeatures for vxlan.calico:\ntx-checksumming: off\nFeatures for eth1:\ntx-checksumming: on\n", false)]
    [InlineData("Features for eth0:\ntx-checksumming: on\nFeatures for eth1:\ntx-checksumming: off\n", true)]
    public void Of_several_devices_the_own_counts_else_the_first(string text, bool expected) => Assert.Equal(expected, Good("offloads.txt", text).Offloads!["tx-checksumming"]);

    [Fact]
    public void Offloads() => Assert.Equal(
        new Dictionary<string, bool> { ["rx-checksumming"] = true, ["tx-checksumming"] = true, ["tx-checksum-ipv4"] = false, ["tx-checksum-ip-generic"] = true },
        Good("offloads.txt").Offloads);

    [Fact]
    public void Sets_of_nft()
    {
        IReadOnlyDictionary<string, IReadOnlyList<Cidr>> sets = Good("ipsets.txt").IpSets!;
        Assert.Equal(["10.0.0.0/8", "172.18.0.3/32", "172.18.0.4/32", "192.168.1.1/32", "192.168.1.2/31", "192.168.1.4/31"], Texts(sets["cali40all-vxlan-net"]));
        Assert.Empty(sets["empty"]);
    }

    [Theory]
    [InlineData("set s {\n elements = { 10.0.0.1 timeout 1h expires 59m comment \"10.9.9.9, }\", 10.0.0.2 }\n}", "10.0.0.1/32 10.0.0.2/32")]
    [InlineData("set s {\n elements = { 10.0.0.1 . tcp . 80,\n 10.0.0.3 counter packets 0 bytes 0 }\n}", "10.0.0.3/32")]
    [InlineData("table ip calico {\n set s {\n elements = { fd00::3,\n fd01::/64 }\n }\n chain c {\n ip saddr { 1.2.3.4, 5.6.7.8 } accept\n }\n}", "fd00::3/128 fd01::/64")]
    [InlineData("Name: s\nType: hash:net\nHeader: family inet\nMembers:\n10.0.0.1\n10.0.0.2 timeout 5\n10.1.0.0/16\n\nName: other\nMembers:\n10.0.0.9\n", "10.0.0.1/32 10.0.0.2/32 10.1.0.0/16")]
    [InlineData("Name: s\nMembers:\n10.0.0.1,tcp:80\n10.0.0.2\n", "10.0.0.2/32")]
    [InlineData("table ip a {\n set s {\n elements = { 10.0.0.1 }\n }\n}\ntable ip b {\n set s {\n elements = { 10.0.0.2 }\n }\n}", "10.0.0.1/32 10.0.0.2/32")]
    public void Members_are_what_is_an_address_alone(string text, string members) => Assert.Equal(members, string.Join(' ', Texts(Good("ipsets.txt", text).IpSets!["s"])));

    [Theory]
    [InlineData("ipsets.txt", "")]
    [InlineData("ipsets.txt", "table ip calico {\n}\n")]
    [InlineData("podlinks.txt", "")]
    [InlineData("firewall.txt", "")]
    [InlineData("managers.txt", "\n")]
    [InlineData("sandboxes.json", "")]
    [InlineData("sandboxes.json", "[]")]
    [InlineData("routes.json", "[ ]\n")]
    [InlineData("addresses.json", "[{},{}]")]
    public void Nothing_to_say_is_an_answer(string file, string text) =>
        Assert.Empty(Assert.IsType<System.Collections.IEnumerable>(ReaderProbe.Answer(Good(file, text), file), exactMatch: false));

    [Fact]
    public void Counters()
    {
        IReadOnlyDictionary<string, long> counters = Good("snmp.txt").Counters!;
        Assert.Equal((17, -1, 4, 9), (counters["Ip.FragFails"], counters["Tcp.MaxConn"], counters["Udp.NoPorts"], counters["TcpExt.IPReversePathFilter"]));
    }

    [Fact]
    public void A_pair_of_lines_that_does_not_match_is_left_out()
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("snmp.txt", "Ip: A B\nIp: 1\nUdp: A\nUdp: 2\n");
        Assert.Equal(new Dictionary<string, long> { ["Udp.A"] = 2 }, answers.Counters);
        Assert.Equal("1 entry is left out, the first at line 2: Ip has 2 names and 1 values", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("1450", 1450)]
    [InlineData(" 65535\r\n", 65535)]
    [InlineData("67", null)]
    [InlineData("65536", null)]
    [InlineData("-1450", null)]
    [InlineData("+1450", null)]
    [InlineData("1450 1451", null)]
    [InlineData("0x5aa", null)]
    public void Mtu(string text, int? expected)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("mtu.txt", text);
        Assert.Equal(expected, answers.PodMtu);
        Assert.Equal(expected is null ? 1 : 0, problems.Count);
    }

    [Theory]
    [InlineData("table ip calico {\n\tset cali40all-vxlan-net {\n\t\telements = { 172.18.0.3,")]
    [InlineData("table ip calico {\n\tset cali40all-vxlan-net {\n\t\telements = { 172.18.0.3 }\n")]
    [InlineData("table ip calico {\n\tset cali40all-vxlan-net {\n\t\telements = { 172.18.0.3 }\n\t}\n")]
    public void Sets_that_end_in_their_middle_are_unknown(string text)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("ipsets.txt", text);
        Assert.Null(answers.IpSets);
        Assert.Equal("it ends in its middle", Assert.Single(problems).Message);
    }

    [Fact]
    public void Kernel() => Assert.Equal("6.12.0-1-amd64", Good("kernel.txt").Kernel);

    [Fact]
    public void Pods_interfaces_without_what_every_namespace_has()
    {
        IReadOnlyList<PodLinkRecord> links = Good("podlinks.txt").PodLinks!;
        Assert.Equal(["cni-1 eth0 8 10.65.0.2/32", "cni-7 eth0 8 10.65.0.3/32"], links.Select(static l => $"{l.Namespace} {l.Link.Name} {l.Link.LinkIndex} {string.Join(' ', l.Addresses)}"));
    }

    [Fact]
    public void A_namespace_that_said_nonsense_costs_only_itself()
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("podlinks.txt", "netns: a\n[{\"ifname\":\"eth0\",\"ifindex\":2}]\nnetns: b\nCannot open\nnetns: c\n");
        Assert.Equal("a", Assert.Single(answers.PodLinks!).Namespace);
        Assert.Equal("2 entries are left out, the first at byte 41: what b said is no JSON", Assert.Single(problems).Message);
    }

    [Fact]
    public void Sandboxes_one_after_the_other_and_as_a_list()
    {
        string documents = ReaderSamples.OfNode["sandboxes.json"];
        foreach (string text in (string[])[documents, documents.Replace("\n", "", StringComparison.Ordinal), $"[{documents.Replace("}\n{", "},{", StringComparison.Ordinal)}]"])
        {
            IReadOnlyList<SandboxRecord> found = Good("sandboxes.json", text).Sandboxes!;
            Assert.Equal(["aa11 default web True 4711 /var/run/netns/cni-1 10.65.0.2,fd00:65::2", "bb22 default gone False   "],
                found.Select(static s => $"{s.Id} {s.Namespace} {s.Pod} {s.IsReady} {s.ProcessId} {s.NetworkNamespace} {string.Join(',', s.Addresses)}"));
            Assert.DoesNotContain("secret", string.Concat(found), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Notes_of_managers_that_are_odd_are_left_out()
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("managers.txt", "manager NetworkManager\nmanager \u001b[31m\nvxlan.calico systemd-networkd configured a b\u001b\nvxlan.calico\n");
        Assert.Equal([new ManagerRecord("NetworkManager", null, null, null), new ManagerRecord("systemd-networkd", "vxlan.calico", "configured", "a b\\x1b")], answers.Managers!);
        Assert.Equal("2 entries are left out, the first at line 2: it is no 'manager NAME' and no 'INTERFACE NAME STATE'", Assert.Single(problems).Message);
    }

    [Fact]
    public void Rules_of_the_firewall_are_safe_to_show() =>
        Assert.Equal("a \\x1b[2J drop", Good("firewall.txt", "table ip t {\r\n\tchain c {\n\n\ta \u001b[2J drop\r\n}\n}\n").Firewall!.Chains.Single().Rules.Single().Text);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Marked_text_is_read_whatever_its_encoding(string encoding)
    {
        Encoding marked = Encoding.GetEncoding(encoding);
        foreach ((string file, string text) in ReaderSamples.OfNode)
        {
            (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, [.. marked.GetPreamble(), .. marked.GetBytes(text)]);
            Assert.Empty(problems);
            Assert.NotNull(ReaderProbe.Answer(answers, file));
        }
    }

    private static IEnumerable<string> Texts(IReadOnlyList<Cidr> blocks) => blocks.Select(static b => b.ToString());

    private static NodeAnswers Good(string file, string? text = null)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, text ?? ReaderSamples.OfNode[file]);
        Assert.Empty(problems);
        return answers;
    }
}
