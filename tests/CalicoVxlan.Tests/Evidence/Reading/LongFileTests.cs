using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Reading;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>Files longer than the window, and streams that come in drops.</summary>
public class LongFileTests
{
    private const int Routes = 100_000;

    [Fact]
    public void A_list_longer_than_the_window_is_read_whole()
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("routes.json", Table(Routes));
        Assert.Empty(problems);
        Assert.Equal(Routes, answers.Routes!.Length);
        Assert.All(answers.Routes.Index(), static r => Assert.Equal((uint)r.Index, r.Item.Metric));
    }

    [Fact]
    public void Places_are_those_of_the_file_beyond_the_window_too()
    {
        string text = Table(Routes);
        int at = text.IndexOf("{\"dst\":\"10.0.0.0/8\",\"dev\":\"cali99000\"", StringComparison.Ordinal);
        string odd = text[..at] + "{\"dst\":\"here\"}," + text[at..];
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("routes.json", odd);
        Assert.Equal(Routes, answers.Routes!.Length);
        Assert.Equal($"1 entry is left out, the first at byte {at}: dst is no IPv4 block", Assert.Single(problems).Message);
    }

    [Fact]
    public void An_item_larger_than_the_window_is_read()
    {
        string note = new('x', 9 << 20);
        string list = ReaderSamples.List("""{"metadata":{"name":"a"}}""", $$$$"""{"metadata":{"name":"b","annotations":{"note":"{{{{note}}}}"}}}""", """{"metadata":{"name":"c"}}""");
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster("pods", list);
        Assert.Empty(problems);
        Assert.Equal(["a", "b", "c"], objects.Pods!.Select(static p => p.Name));
    }

    [Fact]
    public void Streams_that_come_in_drops_give_the_same()
    {
        foreach ((string file, string text) in ReaderSamples.OfNode)
        {
            using CalicoEvidence evidence = new(new DrippingFiles(EvidenceNames.OfNode(ReaderProbe.Node, file), Encoding.UTF8.GetBytes(text)), new EvidenceHeader(), "test");
            List<EvidenceError> problems = [];
            NodeAnswers answers = EvidenceReader.ReadNode(evidence, ReaderProbe.Node, problems);
            Assert.Empty(problems);
            Assert.Equal(Describe(ReaderProbe.Answer(ReaderProbe.Read(file, text).Answers, file)), Describe(ReaderProbe.Answer(answers, file)));
        }
    }

    [Fact]
    public void Nodes_come_in_their_order_and_no_more_are_ahead_than_asked()
    {
        string[] nodes = [.. Enumerable.Range(0, 50).Select(static i => $"n{i}")];
        using CalicoEvidence evidence = ReaderProbe.Of([.. nodes.Select(static (n, i) => (EvidenceNames.OfNode(n, "kernel.txt"), Encoding.UTF8.GetBytes($"6.{i}")))]);
        List<NodeReading> readings = [.. EvidenceReader.ReadNodes(evidence, nodes, 3, TestContext.Current.CancellationToken)];
        Assert.Equal(nodes, readings.Select(static r => r.Answers.Node));
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => $"6.{i}"), readings.Select(static r => r.Answers.Kernel));

        int asked = 0;
        IEnumerable<string> counting = nodes.Select(n =>
        {
            asked++;
            return n;
        });
        using IEnumerator<NodeReading> slow = EvidenceReader.ReadNodes(evidence, counting, 3, TestContext.Current.CancellationToken).GetEnumerator();
        Assert.True(slow.MoveNext());
        Assert.Equal(4, asked);
    }

    [Fact]
    public void Reading_nodes_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        using CalicoEvidence evidence = ReaderProbe.Of();
        using IEnumerator<NodeReading> readings = EvidenceReader.ReadNodes(evidence, ["a", "b", "c", "d"], 1, source.Token).GetEnumerator();
        Assert.True(readings.MoveNext());
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => readings.MoveNext());
    }

    private static string Describe(object? value) => value switch
    {
        string text => text,
        PodLinkRecord link => $"{link.Namespace} {link.Link} {Describe(link.Addresses)}",
        SandboxRecord sandbox => $"{sandbox with { Addresses = [] }} {Describe(sandbox.Addresses)}",
        KeyValuePair<string, IReadOnlyList<Cidr>> set => $"{set.Key}: {Describe(set.Value)}",
        System.Collections.IEnumerable many => string.Join('\n', many.Cast<object>().Select(Describe)),
        _ => value?.ToString() ?? "null",
    };

    private static string Table(int count) =>
        "[" + string.Join(',', Enumerable.Range(0, count).Select(static i => $$"""{"dst":"10.0.0.0/8","dev":"cali{{i}}","metric":{{i}},"metrics":[{"mtu":1450}],"flags":["onlink"]}""")) + "]";

    private sealed class DrippingFiles(string name, byte[] bytes) : IEvidenceFiles
    {
        public IEnumerable<string> Names => [name];

        public Stream? Open(string asked) => asked == name ? new DrippingStream(bytes) : null;

        public void Dispose()
        {
        }
    }

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => buffer.IsEmpty ? 0 : base.Read(buffer[..1]);
    }
}
