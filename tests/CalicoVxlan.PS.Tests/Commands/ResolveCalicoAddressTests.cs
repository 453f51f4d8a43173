using System.Text.Json;
using CalicoVxlan.Host.Pipeline;
using CalicoVxlan.Lookups;

namespace CalicoVxlan.PS.Tests.Commands;

public class ResolveCalicoAddressTests
{
    private static readonly string Healthy = Snapshots.Of(Snapshots.Healthy);

    [Theory]
    [InlineData("10.65.1.2", "Pod", "node2")]
    [InlineData("172.18.0.3", "Node", "node2")]
    [InlineData("10.65.0.0", "Vtep", "node1")]
    [InlineData("66:f9:37:c3:7e:94", "Vtep", "node1")]
    [InlineData("66-F9-37-C3-7E-94", "Vtep", "node1")]
    [InlineData("cali4b6867c72e0", "HostInterface", "node1")]
    [InlineData("4096", "Vni", null)]
    [InlineData("10.65.0.0/26", "Block", "node1")]
    [InlineData("10.65.0.9", "Free", "node1")]
    [InlineData("169.254.1.1", "Gateway", null)]
    [InlineData("8.8.8.8", "NotOfThisCluster", null)]
    [InlineData("fe80::1234", "NotOfThisCluster", null)]
    [InlineData("nothing", "NotOfThisCluster", null)]
    public void Each_kind_is_told(string text, string kind, string? node)
    {
        HostResult result = Cvx.Invoke($"Resolve-CalicoAddress {text} {Healthy}");
        Assert.Empty(result.Errors);
        CalicoAddress row = Assert.Single(Rows(result));
        Assert.Equal((text, kind, node), (row.Address, row.Kind, row.Node));
        Assert.NotEmpty(row.KnownFrom);
    }

    [Fact]
    public void Several_are_answered_in_order()
    {
        Assert.Equal(["Pod", "Node"], Rows(Cvx.Invoke($"Resolve-CalicoAddress 10.65.0.1,172.18.0.2 {Healthy}")).Select(static r => r.Kind));
        Assert.Equal(["Pod", "Pod"], Rows(Cvx.Invoke($"Import-CalicoEvidence '{Snapshots.Healthy}','{Snapshots.Broken}' | Resolve-CalicoAddress 10.65.0.1")).Select(static r => r.Kind));
    }

    [Fact]
    public void An_address_is_needed() =>
        Assert.StartsWith("MissingMandatoryParameter", Cvx.ErrorId($"Resolve-CalicoAddress {Healthy}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/no/such/snapshot")]
    [InlineData("nothing.zip")]
    public void Evidence_that_is_not_there_is_refused(string path) =>
        Assert.StartsWith("ParameterArgumentTransformationError", Cvx.ErrorId($"Resolve-CalicoAddress 10.65.0.1 -Evidence {path}"), StringComparison.Ordinal);

    [Fact]
    public void Views_and_json_have_what_the_objects_have()
    {
        Assert.Matches(@"10\.65\.1\.2 +Pod +node2 +cali3bb1ec258bf +pod default/web-node2-2 on node2", Cvx.Run($"Resolve-CalicoAddress 10.65.1.2 {Healthy}").Output);
        Assert.Matches(@"KnownFrom +: Pod status\.podIPs", Cvx.Run($"Resolve-CalicoAddress 10.65.1.2 {Healthy} | Format-List").Output);
        using JsonDocument json = JsonDocument.Parse(Cvx.Run($"Resolve-CalicoAddress 10.65.1.2 {Healthy} | ConvertTo-Json").Output);
        Assert.Equal("10.65.1.0/26", json.RootElement.GetProperty("Block").GetString());
    }

    private static CalicoAddress[] Rows(HostResult result) => [.. result.Output.Cast<CalicoAddress>()];
}
