using System.Text.Json;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Lookups;

namespace CalicoVxlan.PS.Tests.Commands;

public class FindPodVethTests
{
    private static readonly string Healthy = Snapshots.Of(Snapshots.Healthy);

    [Theory]
    [InlineData("", "calico-node-1bf31 web-node1-1 web-node1-2 calico-node-728ab web-node2-1 web-node2-2")]
    [InlineData("web-node1-1", "web-node1-1")]
    [InlineData("WEB-node?-1", "web-node1-1 web-node2-1")]
    [InlineData("-Pod web-node1-1,web-node2-2", "web-node1-1 web-node2-2")]
    [InlineData("-Namespace def*", "web-node1-1 web-node1-2 web-node2-1 web-node2-2")]
    [InlineData("-Node node2 -Namespace default", "web-node2-1 web-node2-2")]
    [InlineData("-Address 10.65.0.1", "web-node1-1")]
    [InlineData("-Address 10.65.1.0/26", "web-node2-1 web-node2-2")]
    [InlineData("-Interface cali9c0469ae80d", "web-node1-2")]
    [InlineData("-Interface cali*44*", "web-node2-1")]
    [InlineData("-Interface none*", "")]
    [InlineData("nothing*", "")]
    public void Pods_are_chosen_by_name_namespace_node_address_and_interface(string choice, string pods)
    {
        HostResult result = Cvx.Invoke($"Find-PodVeth {choice} {Healthy}");
        Assert.Empty(result.Errors);
        Assert.Equal(pods.Split(' ', StringSplitOptions.RemoveEmptyEntries), Rows(result).Select(static r => r.Pod));
    }

    [Fact]
    public void A_mac_is_found_with_colons_and_with_dashes()
    {
        PodVeth row = Assert.Single(Rows(Cvx.Invoke($"Find-PodVeth web-node1-1 {Healthy}")));
        foreach (string mac in new[] { row.PodMac!, row.PodMac!.Replace(':', '-').ToUpperInvariant() })
        {
            Assert.Equal("web-node1-1", Assert.Single(Rows(Cvx.Invoke($"Find-PodVeth -MacAddress {mac} {Healthy}"))).Pod);
        }
    }

    [Fact]
    public void All_four_proofs_agree_on_a_pods_interface()
    {
        PodVeth row = Assert.Single(Rows(Cvx.Invoke($"Find-PodVeth web-node1-1 {Healthy}")));
        Assert.Equal(["NameHash", "Route", "PeerIndex", "ContainerRuntime"], row.Proof);
        Assert.True(row.Confirmed);
        Assert.Equal(("cali4b6867c72e0", "node1", 1450, "sample-web-node1-1"), (row.Interface, row.Node, row.Mtu, row.NetworkNamespace));
    }

    [Fact]
    public void Evidence_comes_down_the_pipeline_for_each_cluster()
    {
        HostResult result = Cvx.Invoke($"Import-CalicoEvidence '{Snapshots.Healthy}','{Snapshots.Broken}' | Find-PodVeth web-node1-1");
        Assert.Equal(2, Rows(result).Length);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Rows_of_one_look_up_are_the_pods_of_another()
    {
        HostResult result = Cvx.Invoke($"Find-PodVeth web-node1-* {Healthy} | Find-PodVeth {Snapshots.Of(Snapshots.Broken)}");
        Assert.Equal(["web-node1-1", "web-node1-2"], Rows(result).Select(static r => r.Pod));
    }

    [Theory]
    [InlineData("web-node1-9", "NoSuchPod")]
    [InlineData("-Interface cali0", "NoSuchPod")]
    [InlineData("-Address 10.65.0.9", "NoSuchPod")]
    [InlineData("-MacAddress 00:00:00:00:00:01", "NoSuchPod")]
    [InlineData("-MacAddress 00:00", "ParameterArgumentValidationError")]
    [InlineData("-Address 10.65.0.300", "CannotConvertArgumentNoMessage")]
    public void What_is_not_there_is_an_error(string choice, string id) => Assert.StartsWith(id, Cvx.ErrorId($"Find-PodVeth {choice} {Healthy}"), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_missing_does_not_hide_behind_one_that_is_there()
    {
        HostResult result = Cvx.Invoke($"Find-PodVeth web-node1-1,web-node1-9 {Healthy}");
        Assert.Equal("web-node1-1", Assert.Single(Rows(result)).Pod);
        Assert.StartsWith("NoSuchPod", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_names_no_pod_is_an_error_and_the_rest_goes_on()
    {
        HostResult result = Cvx.Invoke($"Get-Sequence 1 | Find-PodVeth {Healthy}");
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, static e => Assert.StartsWith("NotAPod", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/no/such/snapshot")]
    [InlineData("./nothing.zip")]
    public void Evidence_that_is_not_there_is_refused(string path) =>
        Assert.StartsWith("ParameterArgumentTransformationError", Cvx.ErrorId($"Find-PodVeth -Evidence {path}"), StringComparison.Ordinal);

    [Fact]
    public void Views_and_json_have_what_the_objects_have()
    {
        string table = Cvx.Run($"Find-PodVeth web-node1-1 {Healthy}").Output;
        Assert.Matches(@"Namespace +Pod +Node +Address +Interface +Confirmed +Proof", table);
        Assert.Matches(@"default +web-node1-1 +node1 +\S*10\.65\.0\.1\S* +cali4b6867c72e0 +True", table);
        Assert.Matches(@"PodInterfaceIndex +: 2\n", Cvx.Run($"Find-PodVeth web-node1-1 {Healthy} | Format-List").Output);
        using JsonDocument json = JsonDocument.Parse(Cvx.Run($"Find-PodVeth web-node1-1 {Healthy} | ConvertTo-Json").Output);
        Assert.Equal("10.65.0.1", json.RootElement.GetProperty("PodAddress")[0].GetString());
        Assert.Equal(4, json.RootElement.GetProperty("Proof").GetArrayLength());
    }

    private static PodVeth[] Rows(HostResult result) => [.. result.Output.Cast<PodVeth>()];
}
