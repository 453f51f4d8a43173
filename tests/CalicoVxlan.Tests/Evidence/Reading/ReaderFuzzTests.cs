using System.Globalization;
using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Tests.Fuzz;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>
/// Spoilt files of every name: none makes an exception, and what could not be used is always said. The same on every run;
/// CALICOVXLAN_FUZZ_EVIDENCE asks for more than 200,000.
/// </summary>
public class ReaderFuzzTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "1e400", "NaN", "-1", "18446744073709551616", "\"\\ud800\"", "null", "{}", "[]", "[[[[", "}", "]", ",", "\"", "\\", "\0", "\u001b[2J", "\"dst\":", "\"default\"", "true", "\n", "netns: ", "elements = { ", "Members:\n", "Name: ", "\"dst\":\"10.0.0.1\"," }
            .Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc3],
    ];

    [Fact]
    public void Spoilt_files_are_read_without_an_exception()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CALICOVXLAN_FUZZ_EVIDENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out int more) ? more : 200_000;
        (string Name, bool OfNode, byte[] Bytes)[] corpus =
        [
            .. ReaderSamples.OfNode.Select(static f => (f.Key, true, Encoding.UTF8.GetBytes(f.Value))),
            .. ReaderSamples.OfCluster.Select(static f => (f.Key, false, Encoding.UTF8.GetBytes(f.Value))),
        ];
        _ = Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, part =>
        {
            Mutator mutator = new(4789 + part);
            for (int i = 0; i < count / 2; i++)
            {
                (string name, bool ofNode, byte[] bytes) = corpus[i % corpus.Length];
                byte[] other = corpus[mutator.Random.Next(corpus.Length)].Bytes;
                byte[] spoilt = mutator.Random.Next(3) == 0 ? Insert(mutator.Random, bytes) : mutator.Mutate(bytes, other, bytes.Length);
                Check(name, ofNode, spoilt);
            }
        });
    }

    private static byte[] Insert(Random random, byte[] bytes)
    {
        byte[] result = bytes;
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(result.Length + 1);
            int end = Math.Min(result.Length, at + (random.Next(2) * random.Next(12)));
            result = [.. result.AsSpan(0, at), .. Pieces[random.Next(Pieces.Length)], .. result.AsSpan(end)];
        }

        return result;
    }

    private static void Check(string name, bool ofNode, byte[] bytes)
    {
        object? answer = null;
        List<EvidenceError> problems = [];
        Exception? failure = Record.Exception(() =>
        {
            if (ofNode)
            {
                (NodeAnswers answers, problems) = ReaderProbe.Read(name, bytes);
                answer = ReaderProbe.Answer(answers, name);
            }
            else
            {
                (ClusterObjects objects, problems) = ReaderProbe.Cluster(name, bytes);
                answer = ReaderProbe.Answer(objects, name);
            }
        });
        Assert.True(failure is null, $"{name} {Convert.ToBase64String(bytes)}: {failure}");
        Assert.True(problems.Count <= 1 && problems.All(static p => !p.Message.Any(char.IsControl)), $"{name} {Convert.ToBase64String(bytes)}: {string.Join('\n', problems)}");
        // Null without a word would be unknown for no reason. (A version may be missing from good information.)
        Assert.True(answer is not null || problems.Count == 1 || name == "clusterinformations", $"{name} {Convert.ToBase64String(bytes)}");
    }
}
