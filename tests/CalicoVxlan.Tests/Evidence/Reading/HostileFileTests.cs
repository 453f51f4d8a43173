using System.Text;
using CalicoVxlan.Evidence;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>Files that are not what their names promise: unknown, with a problem that says so, and never an exception.</summary>
public class HostileFileTests
{
    // What says nothing says so of these.
    private static readonly string[] MayBeEmpty = ["ipsets.txt", "podlinks.txt", "firewall.txt", "sandboxes.json", "managers.txt"];

    public static TheoryData<string, string> NodeFiles => Crossed(ReaderSamples.OfNode.Keys);

    public static TheoryData<string, string> ClusterFiles => Crossed(ReaderSamples.OfCluster.Keys);

    public static TheoryData<string> TableFiles => [.. ReaderSamples.OfNode.Keys.Where(static f => f.EndsWith(".json", StringComparison.Ordinal) && f != "sandboxes.json")];

    [Theory]
    [MemberData(nameof(NodeFiles))]
    public void Of_a_node(string file, string sample)
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, ReaderSamples.Hostile[sample]);
        object? answer = ReaderProbe.Answer(answers, file);
        bool isAnswer = sample switch
        {
            "nothing" or "white space" => MayBeEmpty.Contains(file),
            "a number" when file is "kernel.txt" => true,
            "two lists" => file is "sandboxes.json",
            _ => false,
        };
        Assert.Equal(isAnswer, answer is not null);
        Assert.Equal(isAnswer ? 0 : 1, problems.Count);
        Assert.All(problems, p => Check(p, ReaderProbe.Node, file));
    }

    [Theory]
    [MemberData(nameof(ClusterFiles))]
    public void Of_the_cluster(string plural, string sample)
    {
        (ClusterObjects objects, List<EvidenceError> problems) = ReaderProbe.Cluster(plural, ReaderSamples.Hostile[sample]);
        Assert.Null(ReaderProbe.Answer(objects, plural));
        Check(Assert.Single(problems), "cluster", plural);
    }

    [Theory]
    [MemberData(nameof(TableFiles))]
    public void A_list_cut_anywhere_is_unknown(string file)
    {
        byte[] whole = Encoding.UTF8.GetBytes(ReaderSamples.OfNode[file]);
        for (int length = 0; length < whole.Length; length++)
        {
            (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(file, whole[..length]);
            Assert.Null(ReaderProbe.Answer(answers, file));
            Check(Assert.Single(problems), ReaderProbe.Node, file);
        }
    }

    [Fact]
    public void What_is_wrong_is_said_with_its_place()
    {
        (_, List<EvidenceError> problems) = ReaderProbe.Read("routes.json", "[\n{\"dst\":\"10.0.0.0/8\",\n \"metric\":NaN}]");
        Assert.StartsWith("it is no JSON at line 3, byte 11: 'N' is an invalid start of a value", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_odd_entries_alone_is_broken_and_not_empty()
    {
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read("fdb.json", "[" + string.Join(',', Enumerable.Repeat("{\"mac\":1}", 50_000)) + "]");
        Assert.Null(answers.Fdb);
        Assert.Equal("more than 10000 entries can't be read, the first at byte 1: mac is no MAC address", Assert.Single(problems).Message);
    }

    [Fact]
    public void Text_of_a_hundred_megabytes_is_refused()
    {
        byte[] large = new byte[100 << 20];
        large.AsSpan().Fill((byte)'a');
        (NodeAnswers answers, List<EvidenceError> problems) = ReaderProbe.Read(("sysctls.txt", large), ("fdb.json", large));
        Assert.Null(answers.Sysctls);
        Assert.Null(answers.Fdb);
        Assert.Equal("it is longer than 64 MB", problems.Single(static p => p.Item == "sysctls.txt").Message);
        Assert.StartsWith("it is no JSON at line 1, byte 1:", problems.Single(static p => p.Item == "fdb.json").Message, StringComparison.Ordinal);
    }

    private static void Check(EvidenceError problem, string scope, string item)
    {
        Assert.Equal((scope, item), (problem.Scope, problem.Item));
        Assert.NotEmpty(problem.Message);
        Assert.DoesNotContain(problem.Message, char.IsControl);
    }

    private static TheoryData<string, string> Crossed(IEnumerable<string> files)
    {
        TheoryData<string, string> data = [];
        foreach (string file in files)
        {
            foreach (string sample in ReaderSamples.Hostile.Keys)
            {
                data.Add(file, sample);
            }
        }

        return data;
    }
}
