using System.IO.Compression;
using CalicoVxlan.Evidence;
using CalicoVxlan.Host.Completion;
using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Commands;

/// <summary>The cmdlets around evidence; how it is collected is tested in the core.</summary>
public class CalicoEvidenceTests
{
    [Fact]
    public void A_folder_goes_through_a_zip_and_back()
    {
        using Folder folder = new();
        Hand(folder["a"]);
        FileInfo zip = Assert.IsType<FileInfo>(Assert.Single(Cvx.Invoke($"Import-CalicoEvidence {folder["a"]} | Export-CalicoEvidence {folder["a.zip"]}").Output));
        Assert.Equal(folder["a.zip"], zip.FullName);
        DirectoryInfo again = Assert.IsType<DirectoryInfo>(Assert.Single(Cvx.Invoke($"Import-CalicoEvidence -LiteralPath {folder["a.zip"]} | Export-CalicoEvidence -Path {folder["b"]}").Output));
        Assert.Equal("[1]", File.ReadAllText(Path.Combine(again.FullName, "nodes", "node1", "links.json")));
        Assert.Contains("\"takenAt\": \"2026-01-31T10:00:00Z\"", File.ReadAllText(Path.Combine(again.FullName, "evidence.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Wildcards_find_several()
    {
        using Folder folder = new();
        Hand(folder["snap1"]);
        Hand(folder["snap2"]);
        HostResult result = Cvx.Invoke($"Import-CalicoEvidence {folder["snap*"]}");
        Assert.Empty(result.Errors);
        Assert.Equal(["byhand", "byhand"], result.Output.Select(static e => Assert.IsType<CalicoEvidence>(e).Cluster));
    }

    [Fact]
    public void A_bad_path_is_reported_and_the_rest_goes_on()
    {
        using Folder folder = new();
        Hand(folder["good"]);
        HostResult result = Cvx.Invoke($"Import-CalicoEvidence {folder["none"]}, {folder["good"]}");
        Assert.Equal("EvidenceNotFound,CalicoVxlan.PS.Commands.ImportCalicoEvidenceCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        _ = Assert.Single(result.Output);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_Force_is_needed_to_replace()
    {
        using Folder folder = new();
        Hand(folder["a"]);
        Assert.Empty(Cvx.Invoke($"Import-CalicoEvidence {folder["a"]} | Export-CalicoEvidence {folder["b.zip"]} -WhatIf").Output);
        Assert.False(File.Exists(folder["b.zip"]));
        _ = Assert.Single(Cvx.Invoke($"Import-CalicoEvidence {folder["a"]} | Export-CalicoEvidence {folder["b.zip"]}").Output);
        Assert.Equal("EvidenceExists,CalicoVxlan.PS.Commands.ExportCalicoEvidenceCommand", Cvx.ErrorId($"Import-CalicoEvidence {folder["a"]} | Export-CalicoEvidence {folder["b.zip"]}"));
        _ = Assert.Single(Cvx.Invoke($"Import-CalicoEvidence {folder["a"]} | Export-CalicoEvidence {folder["b.zip"]} -Force").Output);
    }

    [Fact]
    public void Two_clusters_have_no_place_in_one_snapshot()
    {
        using Folder folder = new();
        Hand(folder["a"]);
        HostResult result = Cvx.Invoke($"Import-CalicoEvidence {folder["a"]}, {folder["a"]} | Export-CalicoEvidence {folder["b.zip"]} -Force");
        Assert.Equal("EvidenceExists,CalicoVxlan.PS.Commands.ExportCalicoEvidenceCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        using ZipArchive zip = ZipFile.OpenRead(folder["b.zip"]);
        Assert.Equal(2, zip.Entries.Count);
    }

    [Theory]
    [InlineData("Get-CalicoEvidence -NodeCommand ssh", "BadNodeCommand")]
    [InlineData("Get-CalicoEvidence -NodeCommand 'ssh \"{node}'", "BadNodeCommand")]
    [InlineData("Get-CalicoEvidence -Lab no-such-lab-here", "LabNotFound")]
    [InlineData("Get-CalicoEvidence -Lab x -Context y", "AmbiguousParameterSet")]
    [InlineData("Get-CalicoEvidence -ThrottleLimit 0", "ParameterArgumentValidationError")]
    [InlineData("Get-CalicoEvidence -TimeoutSeconds 3601", "ParameterArgumentValidationError")]
    public void A_mistake_has_its_id(string line, string id) =>
        Assert.Equal($"{id},CalicoVxlan.PS.Commands.GetCalicoEvidenceCommand", Cvx.ErrorId(line));

    [Fact]
    public void A_cluster_that_is_not_there_is_one_error_with_a_remedy()
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static f => File.Exists(Path.Combine(f, "kubectl"))), "kubectl is not installed.");
        using Folder folder = new();
        File.WriteAllText(folder["config"], Kubeconfig);
        System.Management.Automation.ErrorRecord error = Assert.Single(Cvx.Invoke($"Get-CalicoEvidence -Kubeconfig {folder["config"]} -TimeoutSeconds 5").Errors);
        Assert.Equal("ClusterUnreachable,CalicoVxlan.PS.Commands.GetCalicoEvidenceCommand", error.FullyQualifiedErrorId);
        Assert.Contains("127.0.0.1:1", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("kubectl get nodes", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["prod", "test"], new Completer(Cvx.Commands).Complete($"Get-CalicoEvidence -Kubeconfig {folder["config"]} -Context ").Select(static r => r.CompletionText));
    }

    private const string Kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: prod, context: {cluster: c, user: u}}, {name: test, context: {cluster: c, user: u}}]
        """;

    private static void Hand(string path)
    {
        _ = Directory.CreateDirectory(Path.Combine(path, "nodes", "node1"));
        File.WriteAllText(Path.Combine(path, "nodes", "node1", "links.json"), "[1]");
        File.WriteAllText(Path.Combine(path, "evidence.json"), """{"schema":1,"takenAt":"2026-01-31T10:00:00Z","cluster":"byhand","nodes":["node1"]}""");
    }
}
