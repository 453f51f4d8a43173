using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>Lists of the Kubernetes API.</summary>
public class KubernetesReaderTests
{
    [Fact]
    public void Nodes_keep_what_calico_wrote_even_where_it_is_wrong()
    {
        NodeObject node = Assert.Single(Good("nodes").Nodes!);
        Assert.Equal(("node1", "linux", "6.12.0", true), (node.Name, node.OperatingSystem, node.Kernel, node.IsReady));
        Assert.Equal(new Dictionary<string, string> { ["IPv4Address"] = "172.18.0.2/16", ["IPv4VXLANTunnelAddr"] = "not an address" }, node.Calico);
        Assert.Equal(["172.18.0.2"], node.InternalAddresses.Select(static a => a.ToString()));
        Assert.Equal(["10.244.0.0/24"], node.PodCidrs.Select(static c => c.ToString()));
    }

    [Fact]
    public void Pods_addresses_come_from_the_status_before_the_annotations()
    {
        IReadOnlyList<PodObject> pods = Good("pods").Pods!;
        Assert.Equal(["default/web node1 Running False 10.65.0.2,fd00:65::2 aa11  2", "default/old  Succeeded True 10.65.0.3,fd00:65::3   0"],
            pods.Select(static p => $"{p.Namespace}/{p.Name} {p.Node} {p.Phase} {p.IsHostNetwork} {string.Join(',', p.Addresses)} {p.ContainerId} {p.Image} {p.Restarts}"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), pods[0].CreatedAt);
    }

    [Fact]
    public void Pools()
    {
        IpPoolObject pool = Assert.Single(Good("ippools").Pools!);
        Assert.Equal(("10.65.0.0/16", EncapsulationMode.CrossSubnet, EncapsulationMode.Never, true, 26, "all()"),
            (pool.Cidr.ToString(), pool.VxlanMode, pool.IpipMode, pool.NatOutgoing, pool.BlockSize, pool.NodeSelector));
    }

    [Fact]
    public void What_is_marked_deleted_is_not_there_in_either_api() => Assert.Equal("node1-10-65-0-0-26", Assert.Single(Good("blockaffinities").Affinities!).Name);

    [Fact]
    public void Blocks_give_each_taken_address_with_its_attributes()
    {
        IpamBlockObject block = Assert.Single(Good("ipamblocks").Blocks!);
        Assert.Equal(("node1", 1), (block.Node, block.Free));
        Assert.Equal(["10.65.0.0 vxlan-tunnel-addr-node1 node1 vxlanTunnelAddress  ", "10.65.0.2 k8s-pod-network.aa11 node1  default web", "10.65.0.3     "],
            block.Allocations.Select(static a => $"{a.Address} {a.Handle} {a.Node} {a.Type} {a.Namespace} {a.Pod}"));
    }

    [Fact]
    public void Settings_of_felix_are_text()
    {
        FelixConfigurationObject felix = Assert.Single(Good("felixconfigurations").FelixConfigurations!);
        Assert.Equal(new Dictionary<string, string> { ["vxlanVNI"] = "4096", ["bpfEnabled"] = "false" }, felix.Spec);
        Assert.Equal(["10.9.0.0/24"], felix.ExternalNodes);
    }

    [Fact]
    public void The_rest()
    {
        ClusterObjects information = Good("clusterinformations");
        Assert.Equal(("v3.32.1", "k8s,bgp,kdd"), (information.CalicoVersion, information.ClusterType));
        InstallationObject installation = Assert.Single(Good("installations").Installations!);
        Assert.Equal(("Disabled", "Nftables", 1400, "Calico"), (installation.Bgp, installation.LinuxDataplane, installation.Mtu, installation.IpamType));
        Assert.Equal("VXLAN", Assert.Single(installation.Pools).Encapsulation);
        Assert.Equal(new BgpPeerObject("rack", "node1", "172.18.0.1"), Assert.Single(Good("bgppeers").BgpPeers!));
        Assert.Equal("10.96.0.0/12", Assert.Single(Good("servicecidrs").ServiceRanges!).ToString());
        Assert.Equal("kubernetes", Assert.Single(Good("services").Services!).Name);
    }

    [Fact]
    public void Of_daemonset_and_config_no_secret_is_kept()
    {
        DaemonSetObject set = Assert.Single(Good("daemonsets").DaemonSets!);
        Assert.Equal(new Dictionary<string, string> { ["IP"] = "autodetect", ["CALICO_NETWORKING_BACKEND"] = "configmap:calico-config/calico_backend" }, set.Environment);
        Assert.Equal((3, 2, (int?)null), (set.Desired, set.Ready, set.Updated));
        Assert.Equal(["/bin/calico-node", "-felix-live"], set.LivenessCommand);
        Assert.Equal(new Dictionary<string, string> { ["calico_backend"] = "vxlan", ["veth_mtu"] = "0" }, Assert.Single(Good("configmaps").ConfigMaps!).Data);
    }

    [Theory]
    [InlineData("""{"kind":"IPPool","metadata":{"name":"p"},"spec":{"cidr":"10.0.0.0/8"}}""")]
    [InlineData("""[{"kind":"IPPool","metadata":{"name":"p"},"spec":{"cidr":"10.0.0.0/8"}}]""")]
    [InlineData("""{"kind":"IPPoolList","apiVersion":"projectcalico.org/v3","items":[{"metadata":{"name":"p"},"spec":{"cidr":"10.0.0.0/8"}}]}""")]
    public void Lists_as_people_save_them(string json) => Assert.Equal("10.0.0.0/8", Assert.Single(Good("ippools", json).Pools!).Cidr.ToString());

    [Theory]
    [InlineData("""{"kind":"List","items":null}""")]
    [InlineData("""{"kind":"List","items":[],"metadata":{"continue":""}}""")]
    public void No_item_is_an_answer(string json) => Assert.Empty(Good("ippools", json).Pools!);

    [Theory]
    [InlineData("""{"kind":"List","items":[],"metadata":{"continue":"abc"}}""", "it is one page of a longer list (metadata.continue is set)")]
    [InlineData("""{"kind":"Status","status":"Failure","message":"ippools is forbidden\u001b[0m"}""", "it is the API's refusal: ippools is forbidden\\x1b[0m")]
    [InlineData("""{"items":[],"items":[]}""", "items is there twice")]
    [InlineData("""{"items":{}}""", "items is no list")]
    [InlineData("""{"kind":"List"}""", "it has no items")]
    [InlineData("""{"items":[{"kind":"Pod","metadata":{"name":"x"}}]}""", "no entry can be read, the first at byte 10: it is a Pod, no IPPool")]
    [InlineData("""{"items":[{"metadata":{}}]}""", "no entry can be read, the first at byte 10: metadata.name is missing")]
    [InlineData("""{"items":[]""", "it is no JSON at line 1, byte 12: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed.")]
    [InlineData("", "it is empty")]
    public void A_list_that_is_none_is_unknown(string json, string reason)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("ippools", json);
        Assert.Null(objects.Pools);
        Assert.Equal(new EvidenceError("cluster", "ippools", reason), Assert.Single(problems));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a","name":"b"}}""", "a name is there twice")]
    [InlineData("""{"metadata":{"name":"\udc00"}}""", "it has text that is no Unicode")]
    [InlineData("""{"metadata":{"name":"b"},"spec":{"cidr":"10.1.0.0/16","blockSize":1e400}}""", "spec.blockSize is no prefix length")]
    [InlineData("""{"metadata":{"name":"b"},"spec":{"cidr":"10.0.0.0/99"}}""", "spec.cidr is no block of addresses")]
    [InlineData("17", "it is no object")]
    public void An_odd_item_costs_only_itself(string item, string reason)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("ippools", $$$"""{"items":[{"metadata":{"name":"good"},"spec":{"cidr":"10.0.0.0/16"}},{{{item}}}]}""");
        Assert.Equal("good", Assert.Single(objects.Pools!).Name);
        Assert.Equal($"1 entry is left out, the first at byte 69: {reason}", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("ippools", """{"name":"x; rm -rf ~ #"}""")]
    [InlineData("ippools", """{"name":"-o"}""")]
    [InlineData("ippools", """{"name":"Pool"}""")]
    [InlineData("ippools", """{"name":"a\u001bb"}""")]
    [InlineData("nodes", """{"name":"$(id)"}""")]
    [InlineData("pods", """{"name":"a","namespace":"b/c"}""")]
    [InlineData("blockaffinities", """{"name":"a b"}""")]
    [InlineData("felixconfigurations", """{"name":"node.node1;id"}""")]
    [InlineData("installations", """{"name":"`id`"}""")]
    [InlineData("bgppeers", """{"name":"a'b"}""")]
    [InlineData("daemonsets", """{"name":"calico-node","namespace":"x; rm -rf ~ #"}""")]
    [InlineData("configmaps", """{"name":"calico-config","namespace":"--all"}""")]
    [InlineData("services", """{"name":"a|b"}""")]
    [InlineData("globalnetworkpolicies", """{"name":"default.a&b"}""")]
    public void What_has_no_name_of_Kubernetes_is_odd(string plural, string metadata)
    {
        string good = plural switch { "daemonsets" => "calico-node", "configmaps" => "calico-config", _ => "good" };
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster(plural, $$$"""{"items":[{"metadata":{"name":"{{{good}}}"},"spec":{"cidr":"10.0.0.0/16"}},{"metadata":{{{metadata}}}}]}""");
        Assert.Single(Assert.IsAssignableFrom<System.Collections.IEnumerable>(ReaderProbe.Answer(objects, plural)).Cast<object>());
        Assert.Equal($"1 entry is left out, the first at byte {65 + good.Length}: metadata.name or metadata.namespace is no name of Kubernetes'", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("default-ipv4-ippool")]
    [InlineData("node.ip-10-0-0-1.eu-central-1.compute.internal")]
    [InlineData("ip-10-0-0-1.eu-central-1.compute.internal-10-65-0-0-26")]
    [InlineData("fd00-10-65--40-122")]
    [InlineData("default.allow-web")]
    [InlineData("knp.default.allow-web")]
    [InlineData("0")]
    public void Names_that_clusters_have_are_names(string name)
    {
        Assert.Equal(name, Assert.Single(Good("ippools", $$$"""{"items":[{"metadata":{"name":"{{{name}}}","namespace":""},"spec":{"cidr":"10.0.0.0/16"}}]}""").Pools!).Name);
        string longest = name.PadRight(253, 'a');
        Assert.Equal(longest, Assert.Single(Good("ippools", $$$"""{"items":[{"metadata":{"name":"{{{longest}}}"},"spec":{"cidr":"10.0.0.0/16"}}]}""").Pools!).Name);
    }

    private static ClusterObjects Good(string plural, string? json = null)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster(plural, json ?? ReaderSamples.OfCluster[plural]);
        Assert.Empty(problems);
        return objects;
    }
}
