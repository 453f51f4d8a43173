using System.Text.Json.Nodes;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Clusters that are healthy in a way of their own, each beside the fault that looks alike.</summary>
public class FalseAlarmTests
{
    private const string Pools = "cluster/ippools.json";
    private const string Felix = "cluster/felixconfigurations.json";
    private const string Affinities = "cluster/blockaffinities.json";
    private const string DaemonSets = "cluster/daemonsets.json";
    private const string Versions = "cluster/clusterinformations.json";
    private const string Routes = "nodes/node1/routes.json";
    private const string Rules = "nodes/node1/rules.json";

    [Theory]
    [InlineData("has(rack) || has(kubernetes.io/os)", "Pass")]
    [InlineData("kubernetes.io/hostname == 'node9' || kubernetes.io/hostname == 'node8'", "Fail")]
    [InlineData("this is no selector", "Pass")]
    public void A_pools_selector_may_have_alternatives(string selector, string status) =>
        Assert.Equal(status, One("Address.Pool", (Pools, Pool(p => p["nodeSelector"] = selector))));

    [Fact]
    public void A_pool_that_is_retired_passes_beside_another()
    {
        static JsonNode Old() => JsonNode.Parse("""{"metadata":{"name":"old"},"spec":{"cidr":"10.66.0.0/16","vxlanMode":"Always","disabled":true}}""")!;
        string both = Edit(Pools, static items => items.Add(Old()));
        Assert.Equal(["Pass", "Pass"], ChangedSample.Judge("Address.Pool", (Pools, both)).Select(static r => r.Status.ToString()));
        Assert.Equal("Fail", One("Address.Pool", (Pools, Pool(static p => p["disabled"] = true))));
    }

    [Theory]
    [InlineData("kubernetes.io/hostname == 'node1'", "Fail", "node1: vxlan.calico VNI 4096, expected 5001 from FelixConfiguration racks spec.vxlanVNI")]
    [InlineData("kubernetes.io/hostname == 'node7'", "Pass", null)]
    public void A_FelixConfiguration_may_select_nodes(string selector, string status, string? reason)
    {
        string configurations = Edit(Felix, items => items.Add(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "racks" }, ["spec"] = new JsonObject { ["nodeSelector"] = selector, ["vxlanVNI"] = 5001 } }));
        CheckResult result = ChangedSample.Judge("Device.Vni", (Felix, configurations)).Single(static r => r.Target == "node1");
        Assert.Equal((status, reason), (result.Status.ToString(), result.Reason));
    }

    [Fact]
    public void Calicos_defaults_are_no_expectation_where_the_settings_are_not_known()
    {
        (string, string?) links = ("nodes/node1/links.json", ChangedSample.Text("nodes/node1/links.json").Replace("\"id\":4096", "\"id\":5000", StringComparison.Ordinal));
        Assert.Equal("Fail", One("Device.Vni", links));
        Assert.Equal("Pass", One("Device.Vni", links, (Felix, Edit(Felix, static items => items[0]!["spec"]!["vxlanVNI"] = 5000))));
        Assert.Equal("Inconclusive", One("Device.Vni", links, (Felix, null)));
        Assert.Equal("Inconclusive", One("Device.Port", (DaemonSets, null)));
        Assert.Equal("Inconclusive", One("Switch.VxlanEnabled", (Felix, null)));
        Assert.Equal("Inconclusive", One("Peer.Agreement", (Felix, null)));
    }

    [Theory]
    [InlineData("v3.22.5", "Fail")]
    [InlineData("v3.23.0", "Pass")]
    public void Up_to_3_22_the_pools_alone_switch_nothing_on(string version, string status) =>
        Assert.Equal(status, One("Switch.VxlanEnabled", (Versions, ChangedSample.Text(Versions).Replace("v3.32.1", version, StringComparison.Ordinal))));

    [Fact]
    public void The_gateway_of_IPv4_needs_a_route_only_where_pods_have_IPv4()
    {
        string none = ChangedSample.Text(Routes).Replace("\"default\"", "\"192.0.2.0/24\"", StringComparison.Ordinal);
        Assert.Equal("Fail", One("Host.DefaultRoute", (Routes, none)));
        Assert.Equal("NotApplicable", One("Host.DefaultRoute", (Routes, none), (Pools, Pool(static p => p["cidr"] = "fd00:10:65::/64"))));
    }

    [Theory]
    [InlineData("""{"priority":100,"src":"all","table":"100"}""", "Pass")]
    [InlineData("""{"priority":100,"src":"192.168.10.0","srclen":24,"table":"100"}""", "Fail")]
    [InlineData("""{"priority":100,"src":"all","fwmark":"0x1","table":"100"}""", "Fail")]
    public void The_default_route_may_be_in_a_table_that_a_rule_asks_of_all(string rule, string status)
    {
        string routes = ChangedSample.Text(Routes).Replace("\"dev\":\"eth0\",\"table\":\"main\",\"protocol\":\"static\"", "\"dev\":\"eth0\",\"table\":\"100\",\"protocol\":\"static\"", StringComparison.Ordinal);
        Assert.Equal(status, One("Host.DefaultRoute", (Routes, routes), (Rules, ChangedSample.Text(Rules).Replace("[{", $"[{rule},{{", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("pending", "Warning")]
    [InlineData("confirmed", "Fail")]
    public void A_block_that_another_node_claims_is_not_yet_anothers(string state, string status)
    {
        string affinities = Edit(Affinities, items => items.Add(JsonNode.Parse("""{"metadata":{"name":"race"},"spec":{"cidr":"10.65.0.0/26","deleted":"false","node":"node2","state":"STATE","type":"host"}}""".Replace("STATE", state, StringComparison.Ordinal))));
        CheckResult result = Assert.Single(ChangedSample.Judge("Address.Affinity", (Affinities, affinities)));
        Assert.Equal((status, "10.65.0.0/26"), (result.Status.ToString(), result.Target));
    }

    [Theory]
    [InlineData(null, "Warning")]
    [InlineData("ChecksumOffloadBroken=false", "Pass")]
    [InlineData("SNATFullyRandom=true, ChecksumOffloadBroken = false", "Pass")]
    [InlineData("ChecksumOffloadBroken=true", "Warning")]
    public void An_override_decides_about_the_offload(string? given, string status)
    {
        string old = ChangedSample.Text(Versions).Replace("v3.32.1", "v3.27.4", StringComparison.Ordinal);
        Assert.Equal(status, One("Host.ChecksumOffload", (Versions, old), (Felix, Edit(Felix, items => items[0]!["spec"]!["featureDetectOverride"] = given))));
    }

    [Theory]
    [InlineData("True", "Pass")]
    [InlineData("False", "Warning")]
    public void The_same_truth_in_other_letters_hides_nothing(string shown, string status) =>
        Assert.Equal(status, One("Switch.EnvironmentShadow", (Felix, Edit(Felix, static items => items[0]!["spec"]!["vxlanEnabled"] = true)), (DaemonSets, Variable("FELIX_VXLANENABLED", shown))));

    [Theory]
    [InlineData("vxlanEnabled", true, "Pass")]
    [InlineData("vxlanEnabled", false, "Warning")]
    [InlineData("ipipEnabled", false, "Pass")]
    public void A_nodes_own_setting_that_is_everybodys_is_none(string field, bool value, string status)
    {
        string own = Edit(Felix, items => items.Add(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "node.node1" }, ["spec"] = new JsonObject { [field] = value } }));
        Assert.Equal(status, One("Switch.NodeOverrides", (Felix, own)));
    }

    [Fact]
    public void Variables_that_make_no_pools_are_not_compared() =>
        Assert.Equal("NotApplicable", One("Switch.PoolEnvironment", (DaemonSets, Variable("NO_DEFAULT_POOLS", "true")), (Pools, Pool(static p => p["vxlanMode"] = "CrossSubnet"))));

    [Fact]
    public void A_disabled_pool_of_IPIP_without_blocks_warns()
    {
        string both = Edit(Pools, static items => items.Add(JsonNode.Parse("""{"metadata":{"name":"old"},"spec":{"cidr":"10.66.0.0/16","ipipMode":"Always","disabled":true}}""")));
        Assert.Equal("Warning", ChangedSample.Judge("Switch.PoolMode", (Pools, both)).Single(static r => r.Target == "old").Status.ToString());
        Assert.Equal("Fail", ChangedSample.Judge("Switch.PoolMode", (Pools, both.Replace("\"disabled\":true", "\"disabled\":false", StringComparison.Ordinal))).Single(static r => r.Target == "old").Status.ToString());
    }

    private static string One(string check, params (string File, string? Text)[] changes) =>
        ChangedSample.Judge(check, changes).First(static r => r.Target is "node1" or "cluster" or "default-ipv4-ippool").Status.ToString();

    private static string Pool(Action<JsonNode> change) => Edit(Pools, items => change(items[0]!["spec"]!));

    private static string Variable(string name, string value) => Edit(DaemonSets, items =>
        items[0]!["spec"]!["template"]!["spec"]!["containers"]!.AsArray().First(static c => c!["name"]!.GetValue<string>() == "calico-node")!["env"]!.AsArray()
            .Add(new JsonObject { ["name"] = name, ["value"] = value }));

    private static string Edit(string file, Action<JsonArray> change)
    {
        JsonNode list = JsonNode.Parse(ChangedSample.Text(file))!;
        change(list["items"]!.AsArray());
        return list.ToJsonString();
    }
}
