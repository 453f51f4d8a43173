using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.Model;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Commands and remedies are copied into root's shell: whatever a snapshot says stays a word there.</summary>
public class ShellWordTests
{
    // As a name and in its quotes; what stands around it does not matter.
    private const string Canary = "a;$(id>pwn)'\"`id`";
    private const string Quoted = "a;$(id>pwn)'\\''\"`id`";

    [Theory]
    [InlineData("eth0", "eth0")]
    [InlineData("fd00::1/64", "fd00::1/64")]
    [InlineData("br-3f2a.100@x", "br-3f2a.100@x")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$(id)", "'$(id)'")]
    [InlineData("a\nb", "'a\\x0ab'")]
    [InlineData("*", "'*'")]
    [InlineData("~", "'~'")]
    [InlineData("ü", "'ü'")]
    public void Is_one_word(string text, string word)
    {
        Assert.Equal(word, ShellWord.Quote(text));
        Assert.Equal(SafeText.Clean(text), Tools.Run("sh", "-c", "printf %s " + word));
    }

    [Fact]
    public void Nothing_of_a_snapshot_leaves_its_quotes()
    {
        int seen = 0;
        using CalicoEvidence sample = EvidenceSnapshot.Open(Path.Combine(Samples.Root, "module/Samples/evidence-broken"));
        Dictionary<string, byte[]> all = sample.Files.Names.ToDictionary(static n => n, n => Bytes(sample, n), StringComparer.Ordinal);

        // A route that is left over, whose device and protocol go into the remedy.
        const string routes = "nodes/node2/routes.json";
        string left = """[{"type":"unicast","dst":"10.65.0.64/26","gateway":"172.18.0.2","dev":"eth0","table":"main","protocol":"bird","scope":"global","flags":[]},""";
        all[routes] = System.Text.Encoding.UTF8.GetBytes(left + System.Text.Encoding.UTF8.GetString(all[routes])[1..]);
        foreach (string name in all.Keys.Where(static n => n.StartsWith("cluster/", StringComparison.Ordinal) || n.StartsWith("nodes/node2/", StringComparison.Ordinal)))
        {
            foreach (byte[] changed in name.EndsWith(".json", StringComparison.Ordinal) ? Strings(all[name]) : Words(all[name]))
            {
                MemoryEvidenceFiles files = new();
                foreach ((string other, byte[] bytes) in all)
                {
                    files.Put(other, other == name ? changed : bytes);
                }

                using CalicoEvidence evidence = new(files, sample.Header, "test");
                foreach (CheckResult result in ModeTest.Run(ClusterModel.Of(evidence), new ModeTestOptions(), cancellation: TestContext.Current.CancellationToken))
                {
                    foreach (string text in (string[])[result.Remedy ?? "", result.ManualCommand ?? ""])
                    {
                        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
                        seen += text.Contains(Quoted, StringComparison.Ordinal) ? 1 : 0;
                    }
                }
            }
        }

        Assert.True(seen > 0, "the canary was in no command, so nothing was tested");
    }

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // One string after the other; of long lists, whose entries are alike, the first few.
    private static IEnumerable<byte[]> Strings(byte[] json)
    {
        int count = Leaves(JsonNode.Parse(json)!).Count;
        for (int i = 0; i < count; i++)
        {
            JsonNode copy = JsonNode.Parse(json)!;
            JsonValue leaf = Leaves(copy)[i];
            leaf.ReplaceWith(JsonValue.Create(i % 2 == 0 ? Canary : leaf.GetValue<string>() + Canary));
            yield return System.Text.Encoding.UTF8.GetBytes(copy.ToJsonString(Unescaped));
        }
    }

    private static List<JsonValue> Leaves(JsonNode root)
    {
        List<JsonValue> found = [];
        Collect(root, found);
        return found;
    }

    private static void Collect(JsonNode? node, List<JsonValue> into)
    {
        switch (node)
        {
            case JsonObject found:
                foreach ((_, JsonNode? child) in found)
                {
                    Collect(child, into);
                }

                break;
            case JsonArray list:
                foreach (JsonNode? child in list.Take(6))
                {
                    Collect(child, into);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                into.Add(value);
                break;
        }
    }

    private static IEnumerable<byte[]> Words(byte[] bytes)
    {
        string text = System.Text.Encoding.UTF8.GetString(bytes);
        string[] words = [.. text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct().Take(40)];
        return words.Select(w => System.Text.Encoding.UTF8.GetBytes(text.Replace(w, w + Canary, StringComparison.Ordinal)));
    }

    private static byte[] Bytes(CalicoEvidence evidence, string name)
    {
        using Stream stream = evidence.Files.Open(name)!;
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
