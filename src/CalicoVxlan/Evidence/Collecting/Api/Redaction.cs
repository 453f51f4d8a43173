using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>What a list of fields can't say: secrets that stand in values.</summary>
internal static class Redaction
{
    /// <summary>A pod of calico-node, by the label of both kinds of install.</summary>
    public static bool IsAgent(JsonElement pod) => ObjectList.Text(pod, "metadata", "labels", "k8s-app") == "calico-node";

    /// <summary>A DaemonSet without the values of variables that look secret.</summary>
    public static JsonDocument DaemonSet(JsonElement item) => Changed(item, static root =>
    {
        JsonNode? pod = At(root, "spec", "template", "spec");
        foreach (JsonNode? container in Items(At(pod, "containers")).Concat(Items(At(pod, "initContainers"))))
        {
            foreach (JsonObject variable in Items(At(container, "env")).OfType<JsonObject>())
            {
                if (variable["name"] is not JsonValue name || !name.TryGetValue(out string? text) || SecretNames.IsSecretVariable(text))
                {
                    _ = variable.Remove("value");
                }
                else if (variable["value"] is JsonValue value && value.TryGetValue(out string? plain))
                {
                    variable["value"] = SecretNames.WithoutCredentials(plain);
                }
            }
        }
    });

    /// <summary>calico-config without the secrets of the CNI plug-in's configuration.</summary>
    public static JsonDocument ConfigMap(JsonElement item) => Changed(item, static root =>
    {
        if (At(root, "data") is JsonObject data && data["cni_network_config"] is JsonValue config)
        {
            data["cni_network_config"] = config.TryGetValue(out string? text) ? SecretNames.WithoutSecrets(text) : "";
        }
    });

    private static JsonDocument Changed(JsonElement item, Action<JsonNode> change)
    {
        JsonNode root = JsonObject.Create(item)!;
        change(root);
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            root.WriteTo(writer);
        }

        return JsonDocument.Parse(json.ToArray());
    }

    private static JsonNode? At(JsonNode? from, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            from = (from as JsonObject)?[name];
        }

        return from;
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? list) => list as JsonArray ?? [];
}
