using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.Model;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>The files of a snapshot as texts, and every way to put something else into one of their fields.</summary>
internal sealed partial class SnapshotTexts
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly EvidenceHeader header;

    public SnapshotTexts(string folder)
    {
        using CalicoEvidence evidence = EvidenceSnapshot.Open(Samples.Lab(folder));
        header = evidence.Header;
        foreach (string name in evidence.Files.Names)
        {
            using StreamReader reader = new(evidence.Files.Open(name)!);
            files[name] = reader.ReadToEnd();
        }
    }

    public string this[string file]
    {
        get => files[file];
        set => files[file] = value;
    }

    /// <summary>Changes a file of JSON.</summary>
    public void Edit(string file, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(files[file])!;
        change(root);
        files[file] = root.ToJsonString(Raw);
    }

    public void EditItems(string plural, Action<JsonArray> change) => Edit(EvidenceNames.OfCluster(plural), l => change(l["items"]!.AsArray()));

    /// <summary>The verdict on the snapshot with these files in place of its own.</summary>
    public IReadOnlyList<CheckResult> Judge(IReadOnlyDictionary<string, string> changes)
    {
        MemoryEvidenceFiles memory = new();
        foreach ((string name, string text) in files)
        {
            memory.Put(name, Encoding.UTF8.GetBytes(changes.GetValueOrDefault(name, text)));
        }

        using CalicoEvidence evidence = new(memory, header, "test");
        return ModeTest.Run(ClusterModel.Of(evidence), new ModeTestOptions(), cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Each field of each JSON file (of a list the field of all its items) with another value.</summary>
    public IEnumerable<(string What, Dictionary<string, string> Changes)> Fields(Func<string, string> change)
    {
        foreach ((string file, string text) in files.Where(static f => f.Key.EndsWith(".json", StringComparison.Ordinal) && f.Key != EvidenceNames.Header))
        {
            JsonNode root = JsonNode.Parse(text)!;
            foreach (string path in Leaves(root, "").Select(static l => l.Path).Distinct().ToArray())
            {
                JsonNode copy = root.DeepClone();
                foreach ((_, JsonValue leaf) in Leaves(copy, "").Where(l => l.Path == path).ToArray())
                {
                    leaf.ReplaceWith(JsonValue.Create(change(leaf.GetValue<string>())));
                }

                yield return ($"{file} {path}", new() { [file] = copy.ToJsonString(Raw) });
            }
        }
    }

    /// <summary>Each text that is a value somewhere, changed wherever it is one: what belongs together still does.</summary>
    public IEnumerable<(string What, Dictionary<string, string> Changes)> Values(Func<string, string> change)
    {
        Dictionary<string, string> json = files.Where(static f => f.Key.EndsWith(".json", StringComparison.Ordinal) && f.Key != EvidenceNames.Header).ToDictionary();
        foreach (string value in json.Values.SelectMany(static t => Leaves(JsonNode.Parse(t)!, "")).Select(static l => l.Leaf.GetValue<string>()).Where(static v => v.Length is > 0 and < 100).Distinct().ToArray())
        {
            string old = JsonSerializer.Serialize(value, Raw);
            string now = JsonSerializer.Serialize(change(value), Raw);
            yield return ($"every {value}", json.Where(f => f.Value.Contains(old, StringComparison.Ordinal)).ToDictionary(static f => f.Key, f => f.Value.Replace(old, now, StringComparison.Ordinal)));
        }
    }

    /// <summary>Each word of the files that are no JSON.</summary>
    public IEnumerable<(string What, Dictionary<string, string> Changes)> Words(Func<string, string> change)
    {
        foreach ((string file, string text) in files.Where(static f => f.Key.EndsWith(".txt", StringComparison.Ordinal) && !f.Key.EndsWith("snmp.txt", StringComparison.Ordinal)))
        {
            foreach (string word in Word().Matches(text).Select(static m => m.Value).Distinct())
            {
                yield return ($"{file} {word}", new() { [file] = text.Replace(word, change(word), StringComparison.Ordinal) });
            }
        }
    }

    private static IEnumerable<(string Path, JsonValue Leaf)> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(m.Value, $"{path}.{m.Key}")),
        JsonArray items => items.SelectMany(i => Leaves(i, path + "[]")),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(path, value)],
        _ => [],
    };

    [GeneratedRegex("[A-Za-z0-9_.:/-]{3,}")]
    private static partial Regex Word();
}
