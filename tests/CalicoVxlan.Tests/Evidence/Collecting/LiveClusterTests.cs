using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>The real kubectl against an API of this process.</summary>
public class LiveClusterTests
{
    // Without nodes: a test about the API alone.
    private static readonly CollectOptions NoNodes = new() { Wants = static _ => false, Timeout = TimeSpan.FromSeconds(20) };

    [Theory]
    [InlineData("crd.projectcalico.org/v1")]
    [InlineData("projectcalico.org/v3")]
    public void Everything_is_had_from_either_group_and_no_secret_is_kept(string group)
    {
        using KubernetesServer server = new();
        server.Groups.Remove("crd.projectcalico.org/v1");
        server.Groups.Add(group);
        ClusterObjectsOfTest.Put(server, group: group);
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Assert.Empty(evidence.Errors);
        Assert.Equal("testcluster", evidence.Cluster);
        Assert.Equal("kubectl lab", evidence.Source);
        Assert.Equal(EvidenceNames.Cluster.Select(EvidenceNames.OfCluster).Order(), evidence.Files.Names.Order());
        Assert.All(evidence.Files.Names, n => Assert.DoesNotContain(ClusterObjectsOfTest.Secret, Text(evidence, n), StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, static r => r.Contains("secrets", StringComparison.Ordinal) || r.EndsWith("/configmaps", StringComparison.Ordinal));
        Assert.Equal(group, First(evidence, "ippools").GetProperty("apiVersion").GetString());
        Assert.Equal("IPPool", First(evidence, "ippools").GetProperty("kind").GetString());
        Assert.Equal("Always", First(evidence, "ippools").GetProperty("spec").GetProperty("vxlanMode").GetString());
        Assert.Equal("192.168.5.1/24", First(evidence, "nodes").GetProperty("metadata").GetProperty("annotations").GetProperty("projectcalico.org/IPv4Address").GetString());
        Assert.Equal("calico/node:v3.30.0", First(evidence, "pods").GetProperty("spec").GetProperty("containers")[0].GetProperty("image").GetString());
        Assert.Contains("__CNI_MTU__", First(evidence, "configmaps").GetProperty("data").GetProperty("cni_network_config").GetString(), StringComparison.Ordinal);
        JsonElement container = First(evidence, "daemonsets").GetProperty("spec").GetProperty("template").GetProperty("spec").GetProperty("containers")[0];
        Assert.Equal("4789", container.GetProperty("env")[0].GetProperty("value").GetString());
        Assert.Equal("calico_backend", container.GetProperty("env")[5].GetProperty("valueFrom").GetProperty("configMapKeyRef").GetProperty("key").GetString());
        Assert.Equal("-felix-live", container.GetProperty("livenessProbe").GetProperty("exec").GetProperty("command")[1].GetString());
    }

    [Theory]
    [InlineData("crd.projectcalico.org/v1")]
    [InlineData("projectcalico.org/v3")]
    public void Of_policies_only_the_addresses_are_kept(string group)
    {
        using KubernetesServer server = new();
        server.Groups.Remove("crd.projectcalico.org/v1");
        server.Groups.Add(group);
        ClusterObjectsOfTest.Put(server, group: group);
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Assert.Empty(evidence.Errors);
        Assert.Equal("""{"ingress":[{"from":[{},{"ipBlock":{"cidr":"10.65.0.0/24","except":["10.65.0.9/32"]}}]}]}""", First(evidence, "networkpolicies").GetProperty("spec").GetRawText());
        foreach (string plural in (string[])["caliconetworkpolicies", "globalnetworkpolicies"])
        {
            Assert.Equal("""{"ingress":[{"source":{"nets":["10.65.0.9/32"]},"destination":{"notNets":["10.65.0.10/32"]}}]}""", First(evidence, plural).GetProperty("spec").GetRawText());
        }

        Assert.Equal("""{"nets":["10.65.0.9/32"]}""", First(evidence, "globalnetworksets").GetProperty("spec").GetRawText());
        Assert.Equal("""{"name":"default.db","namespace":"default"}""", First(evidence, "caliconetworkpolicies").GetProperty("metadata").GetRawText());
        Assert.Equal("networking.k8s.io/v1 NetworkPolicy", Kind(evidence, "networkpolicies"));
        Assert.Equal($"{group} NetworkPolicy", Kind(evidence, "caliconetworkpolicies"));
    }

    [Fact]
    public void Policies_that_may_not_be_listed_are_errors_and_unknown()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server);
        server.Faults["/apis/networking.k8s.io/v1/networkpolicies"] = KubernetesServer.Fails(403, "Forbidden", "no");
        server.Faults["/apis/crd.projectcalico.org/v1/networkpolicies"] = KubernetesServer.Fails(403, "Forbidden", "no");
        server.Faults["/apis/crd.projectcalico.org/v1/globalnetworksets"] = KubernetesServer.Fails(403, "Forbidden", "no");
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Dictionary<string, string> errors = evidence.Errors.ToDictionary(static e => e.Item, static e => e.Message);
        Assert.Equal(["caliconetworkpolicies", "globalnetworksets", "networkpolicies"], errors.Keys.Order());
        Assert.EndsWith("allow list of networkpolicies.networking.k8s.io (docs/rbac.md)", errors["networkpolicies"], StringComparison.Ordinal);
        Assert.EndsWith("allow list of networkpolicies.crd.projectcalico.org or networkpolicies.projectcalico.org (docs/rbac.md)", errors["caliconetworkpolicies"], StringComparison.Ordinal);
        ClusterModel model = ClusterModel.Of(evidence);
        Assert.True(model.Objects is { NetworkPolicies: null, CalicoNetworkPolicies: null, GlobalNetworkSets: null, NetworkSets: [_], GlobalNetworkPolicies: [_] });
    }

    [Fact]
    public void Where_one_group_is_forbidden_the_other_is_asked()
    {
        using KubernetesServer server = new();
        server.Groups.Add("projectcalico.org/v3");
        ClusterObjectsOfTest.Put(server, group: "projectcalico.org/v3");
        server.Faults["/apis/crd.projectcalico.org/v1"] = KubernetesServer.Fails(403, "Forbidden", "no");
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Assert.Empty(evidence.Errors);
        Assert.Equal("projectcalico.org/v3", First(evidence, "ippools").GetProperty("apiVersion").GetString());
    }

    [Fact]
    public void A_long_list_comes_in_pages()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server, nodes: 1203);
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Assert.Empty(evidence.Errors);
        Assert.Equal(1203, Items(evidence, "nodes").GetArrayLength());
        Assert.Equal(2406, Items(evidence, "pods").GetArrayLength());
        Assert.Equal(3, server.Requests.Count(static r => r.StartsWith("/api/v1/nodes?", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_that_expired_between_pages_is_taken_at_once()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server, nodes: 600);
        Func<Microsoft.AspNetCore.Http.HttpContext, Task> expired = KubernetesServer.Fails(410, "Expired", "The provided continue parameter is too old");
        server.Expires = (path, hasToken) => path == "/api/v1/nodes" && hasToken ? expired : null;
        using CalicoEvidence evidence = Collect(server, NoNodes);
        Assert.Empty(evidence.Errors);
        Assert.Equal(600, Items(evidence, "nodes").GetArrayLength());
    }

    [Fact]
    public void What_goes_wrong_is_named_and_the_rest_goes_on()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server);
        server.Faults["/api/v1/pods"] = KubernetesServer.Fails(403, "Forbidden", "pods is forbidden: User \"x\" cannot list resource \"pods\" in API group \"\" at the cluster scope");
        server.Faults["/apis/crd.projectcalico.org/v1/ippools"] = KubernetesServer.Fails(404, "NotFound", "the server could not find the requested resource");
        server.Faults["/apis/crd.projectcalico.org/v1/ipamblocks"] = KubernetesServer.Fails(500, "InternalError", "etcd \u001b[31mis full");
        server.Faults["/apis/crd.projectcalico.org/v1/bgppeers"] = server.Hangs();
        server.Faults["/api/v1/services"] = KubernetesServer.Says("{\"items\":[{\"metadata\":");
        server.Faults["/apis/crd.projectcalico.org/v1/felixconfigurations"] = KubernetesServer.Says("<html>");
        Stopwatch running = Stopwatch.StartNew();
        using CalicoEvidence evidence = Collect(server, NoNodes with { Timeout = TimeSpan.FromSeconds(4) });
        Dictionary<string, string> errors = evidence.Errors.ToDictionary(static e => e.Item, static e => e.Message);
        Assert.Equal(["bgppeers", "felixconfigurations", "ipamblocks", "ippools", "pods", "services"], errors.Keys.Order());
        Assert.EndsWith("allow list of pods (docs/rbac.md)", errors["pods"], StringComparison.Ordinal);
        Assert.StartsWith("Error from server (NotFound)", errors["ippools"], StringComparison.Ordinal);
        Assert.Contains("etcd", errors["ipamblocks"], StringComparison.Ordinal);
        Assert.Equal("no answer within 4 s", errors["bgppeers"]);
        Assert.StartsWith("what the server said is no list of services", errors["services"], StringComparison.Ordinal);
        Assert.All(errors.Values, static m => Assert.DoesNotContain('\u001b', m));
        Assert.DoesNotContain("cluster/pods.json", evidence.Files.Names);
        Assert.Equal(2, Items(evidence, "nodes").GetArrayLength());
        Assert.InRange(running.Elapsed.TotalSeconds, 3, 25);
    }

    [Fact]
    public void Who_sees_no_pods_still_finds_the_agents()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server);
        server.Faults["/api/v1/pods"] = KubernetesServer.Fails(403, "Forbidden", "no");
        server.Exec = static (_, _) => new ProcessAnswer(ProcessEnd.Exited, 1, default, "never mind");
        using CalicoEvidence evidence = Collect(server, new CollectOptions { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(["node1", "node2"], evidence.Nodes);
        Assert.Contains(server.Requests, static r => r.Contains("/pods/calico-node-1/exec", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stranger_and_a_server_that_is_not_there_are_one_error_each()
    {
        using KubernetesServer server = new();
        EvidenceException stranger = Assert.Throws<EvidenceException>(() => Collect(server, NoNodes, "stranger"));
        Assert.Equal(EvidenceFailure.ClusterUnreachable, stranger.Failure);
        EvidenceException unknown = Assert.Throws<EvidenceException>(() => Collect(server, NoNodes, "--help"));
        Assert.Equal(EvidenceFailure.ClusterUnreachable, unknown.Failure);
        Assert.Contains("--help", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(["lab", "stranger"], EvidenceCollector.Contexts(server.Kubeconfig, TestContext.Current.CancellationToken).Order());
    }

    [Fact]
    public void Nodes_are_asked_through_their_calico_node_pods()
    {
        NeedWebSocket();
        using KubernetesServer server = new();
        using NodeBench bench = new();
        ClusterObjectsOfTest.Put(server);
        server.Exec = (_, command) => ProcessRunner.Run(
            new ProcessRequest([.. bench.Reach().Prefix, .. command], TimeSpan.FromSeconds(20)), CancellationToken.None);
        using CalicoEvidence evidence = Collect(server, new CollectOptions { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(["node1", "node2"], evidence.Nodes);
        Assert.All(evidence.Errors, static e => Assert.Equal("sandboxes.json", e.Item));
        Assert.Contains("\"vxlan.calico\"", Text(evidence, "nodes/node2/links.json"), StringComparison.Ordinal);
        Assert.Equal("1450", Text(evidence, "nodes/node1/mtu.txt"));
    }

    [Fact]
    public void Names_of_nodes_never_become_options_or_folders()
    {
        using KubernetesServer server = new();
        ClusterObjectsOfTest.Put(server, nodes: 1);
        foreach (string name in (string[])["-oProxyCommand=x", "../../up", "a b", "\u001b[31m"])
        {
            server.Objects["/api/v1/nodes"] = [.. server.Objects["/api/v1/nodes"], new() { ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = name } }];
        }

        using CalicoEvidence evidence = Collect(server, new CollectOptions { Timeout = TimeSpan.FromSeconds(20) }, command: "sh -c 'echo $0 >&2; exit 3' {node}");
        Assert.Equal(["node1"], evidence.Nodes);
        Assert.Equal(4, evidence.Errors.Count(static e => e.Item == "nodes"));
        Assert.Equal("node1", Assert.Single(evidence.Errors, static e => e.Item == "*").Message);
    }

    [Fact]
    public void Stopping_ends_kubectl_at_once()
    {
        using KubernetesServer server = new();
        server.Faults["/apis"] = server.Hangs();
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(1));
        Stopwatch running = Stopwatch.StartNew();
        _ = Assert.ThrowsAny<OperationCanceledException>(() => EvidenceCollector.FromCluster(new ClusterAccess { Kubeconfig = server.Kubeconfig }, NoNodes, stop.Token));
        Assert.InRange(running.Elapsed.TotalSeconds, 0.9, 4);
    }

    // The server speaks WebSocket; older kubectl speaks SPDY, which no library here does.
    private static void NeedWebSocket()
    {
        Tools.Need("kubectl");
        using JsonDocument version = JsonDocument.Parse(Tools.Run("kubectl", "version", "--client", "--output=json"));
        int minor = int.Parse(version.RootElement.GetProperty("clientVersion").GetProperty("minor").GetString()!.TrimEnd('+'), null);
        Assert.SkipUnless(minor >= 31, $"kubectl 1.{minor} runs commands in pods over SPDY; from 1.31 on it is WebSocket.");
    }

    private static CalicoEvidence Collect(KubernetesServer server, CollectOptions options, string? context = null, string? command = null) =>
        EvidenceCollector.FromCluster(new ClusterAccess { Kubeconfig = server.Kubeconfig, Context = context, NodeCommand = command }, options, TestContext.Current.CancellationToken);

    private static JsonElement Items(CalicoEvidence evidence, string plural)
    {
        using JsonDocument document = JsonDocument.Parse(Text(evidence, EvidenceNames.OfCluster(plural)));
        return document.RootElement.GetProperty("items").Clone();
    }

    private static string Kind(CalicoEvidence evidence, string plural) => $"{First(evidence, plural).GetProperty("apiVersion").GetString()} {First(evidence, plural).GetProperty("kind").GetString()}";

    private static JsonElement First(CalicoEvidence evidence, string plural) => Items(evidence, plural)[0];

    private static string Text(CalicoEvidence evidence, string name)
    {
        using StreamReader reader = new(evidence.Files.Open(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
