using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoVxlan.Lab.Objects;

/// <summary>What Kubernetes objects have in common, as <c>kubectl get -o json</c> prints them.</summary>
internal static class KubernetesJson
{
    public const string CalicoApi = "crd.projectcalico.org/v1";

    public static byte[] List(IEnumerable<JsonObject> items)
    {
        JsonObject list = new()
        {
            ["apiVersion"] = "v1",
            ["items"] = Array(items),
            ["kind"] = "List",
            ["metadata"] = new JsonObject { ["resourceVersion"] = "" },
        };
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true, IndentSize = 4 }))
        {
            list.WriteTo(json);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    public static JsonObject Object(string api, string kind, JsonObject metadata, JsonObject? spec = null, JsonObject? status = null)
    {
        JsonObject result = new() { ["apiVersion"] = api, ["kind"] = kind, ["metadata"] = metadata };
        if (spec is not null)
        {
            result["spec"] = spec;
        }

        if (status is not null)
        {
            result["status"] = status;
        }

        return result;
    }

    public static JsonObject Metadata(string name, DateTimeOffset created, string? @namespace = null, JsonObject? annotations = null, JsonObject? labels = null)
    {
        JsonObject metadata = new()
        {
            ["creationTimestamp"] = Time(created),
            ["name"] = name,
            ["uid"] = Uid($"{@namespace}/{name}"),
        };
        if (@namespace is not null)
        {
            metadata["namespace"] = @namespace;
        }

        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        if (labels is not null)
        {
            metadata["labels"] = labels;
        }

        return metadata;
    }

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Strings(params IEnumerable<string> items) => Array(items.Select(static i => (JsonNode)i));

    public static JsonObject Named(string name, string value) => new() { ["name"] = name, ["value"] = value };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    /// <summary>A UID that the same object always has.</summary>
    public static string Uid(string what) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16)).ToString();
}
