using System.Text;
using System.Text.Json.Nodes;
using CalicoVxlan.Evidence;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>The API objects of the lab, to be changed.</summary>
internal sealed class ChangedObjects(CalicoEvidence evidence)
{
    private readonly Dictionary<string, JsonNode> lists = new(StringComparer.Ordinal);

    public JsonNode Pool => First("ippools");

    public JsonNode Felix => First("felixconfigurations");

    public JsonNode ConfigMap => First("configmaps");

    public JsonNode Container => First("daemonsets")["spec"]!["template"]!["spec"]!["containers"]!.AsArray().First(static c => c!["name"]!.GetValue<string>() == "calico-node")!;

    public void Environment(params (string Name, string Value)[] variables)
    {
        JsonArray all = Container["env"]!.AsArray();
        foreach ((string name, string value) in variables)
        {
            JsonNode? old = all.FirstOrDefault(v => v!["name"]!.GetValue<string>() == name);
            _ = old is not null && all.Remove(old);
            all.Add(new JsonObject { ["name"] = name, ["value"] = value });
        }
    }

    public JsonNode Node(int number) => List("nodes")[number]!;

    public JsonArray All(string plural) => List(plural);

    public CalicoEvidence ToEvidence(Predicate<string>? without = null, params EvidenceError[] errors)
    {
        MemoryEvidenceFiles files = new();
        foreach (string name in evidence.Files.Names.Where(n => without?.Invoke(n) != true))
        {
            using Stream stream = Open(name);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            files.Put(name, copy.ToArray());
        }

        return new CalicoEvidence(files, evidence.Header with { Errors = [.. evidence.Header.Errors, .. errors] }, "test");
    }

    private Stream Open(string name) => lists.TryGetValue(name, out JsonNode? changed) ? new MemoryStream(Encoding.UTF8.GetBytes(changed.ToJsonString())) : evidence.Files.Open(name)!;

    private JsonNode First(string plural) => List(plural)[0]!;

    private JsonArray List(string plural)
    {
        string name = EvidenceNames.OfCluster(plural);
        if (!lists.TryGetValue(name, out JsonNode? list))
        {
            using Stream stream = evidence.Files.Open(name)!;
            lists[name] = list = JsonNode.Parse(stream)!;
        }

        return list["items"]!.AsArray();
    }
}
