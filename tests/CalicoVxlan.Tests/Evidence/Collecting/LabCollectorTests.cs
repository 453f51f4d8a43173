using System.Diagnostics;
using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.Evidence.Snapshots;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>Many nodes at once, as a lab has them.</summary>
public class LabCollectorTests
{
    [Fact]
    public void Thirty_two_nodes_are_asked_within_seconds_and_told_one_by_one()
    {
        using NodeBench bench = new();
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("pods.json"), "{\"items\":[]}");
        List<CollectProgress> steps = [];
        LabNode[] nodes = [.. Enumerable.Range(1, 32).Select(i => new LabNode($"node{i:d2}", bench.Node, bench.Root))];
        Stopwatch running = Stopwatch.StartNew();
        using CalicoEvidence evidence = EvidenceCollector.FromLab("small", folder.Path, nodes, new CollectOptions { Progress = steps.Add }, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage($"32 nodes in {running.Elapsed.TotalSeconds:0.00} s");
        Assert.InRange(running.Elapsed.TotalSeconds, 0, 20);
        Assert.Equal(("small", "lab small", 32), (evidence.Cluster, evidence.Source, evidence.Nodes.Count));
        Assert.Equal(32, evidence.Errors.Count);
        Assert.Equal(1 + (32 * (EvidenceNames.Node.Count - 1)), evidence.Files.Names.Count());
        Assert.Equal(Enumerable.Range(1, 32), steps.Select(static s => s.Done));

        EvidenceSnapshot.Write(evidence, folder.File("all.zip"), false, TestContext.Current.CancellationToken);
        using CalicoEvidence read = EvidenceSnapshot.Open(folder.File("all.zip"));
        Assert.All(evidence.Files.Names, n => Assert.Equal(Text(evidence, n), Text(read, n)));
        Assert.Equal(evidence.Errors, read.Errors);
    }

    [Fact]
    public void A_node_that_hangs_holds_up_nobody_and_stopping_leaves_nothing()
    {
        using NodeBench bench = new();
        using TemporaryFolder folder = new();
        string mark = Guid.NewGuid().ToString("N");
        bench.Program("timeout", "exit 1");
        bench.Program("uname", $"sleep 300 & echo $! > {folder.File(mark)}; wait");
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(2));
        Stopwatch running = Stopwatch.StartNew();
        _ = Assert.ThrowsAny<OperationCanceledException>(() => EvidenceCollector.FromLab("l", folder.Path, [new LabNode("node1", bench.Node, bench.Root)], new CollectOptions(), stop.Token));
        Assert.InRange(running.Elapsed.TotalSeconds, 1.9, 8);
        string sleeper = File.ReadAllText(folder.File(mark)).Trim();
        Assert.True(SpinWait.SpinUntil(() => IsGone(sleeper), TimeSpan.FromSeconds(5)));
    }

    // A killed process may be seen for a moment, and as a zombie until it is waited for.
    private static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    [Fact]
    public void Only_nodes_that_are_wanted_are_asked()
    {
        using NodeBench bench = new();
        using CalicoEvidence evidence = EvidenceCollector.FromLab(
            "l", bench.Root, [new LabNode("node1", bench.Node, bench.Root), new LabNode("node2", "no-such-namespace", bench.Root), new LabNode("node3", bench.Node, bench.Root)],
            new CollectOptions { Wants = static n => n != "node3" }, TestContext.Current.CancellationToken);
        Assert.Equal(["node1", "node2"], evidence.Nodes);
        Assert.Contains("no-such-namespace", Assert.Single(evidence.Errors, static e => e is { Scope: "node2", Item: "*" }).Message, StringComparison.Ordinal);
    }

    private static string Text(CalicoEvidence evidence, string name)
    {
        using StreamReader reader = new(evidence.Files.Open(name)!, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
