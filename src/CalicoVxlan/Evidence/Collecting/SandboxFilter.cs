using System.Text.Json;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Of what crictl says of a sandbox, only what tells whose it is: the rest may hold environment and annotations of the pod.</summary>
internal static class SandboxFilter
{
    /// <summary>A list of sandboxes in crictl's own shape, with few fields; null when the text is no JSON.</summary>
    /// <param name="documents">Answers of <c>crictl inspectp</c>, one after the other; each is an object or a list.</param>
    public static byte[]? Keep(ReadOnlySpan<byte> documents)
    {
        using MemoryStream kept = new();
        using Utf8JsonWriter writer = new(kept);
        try
        {
            Utf8JsonReader reader = new(documents, new JsonReaderOptions { AllowMultipleValues = true });
            writer.WriteStartArray();
            while (reader.Read())
            {
                using JsonDocument document = JsonDocument.ParseValue(ref reader);
                JsonElement root = document.RootElement;
                foreach (JsonElement one in root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root })
                {
                    Write(writer, one);
                }
            }

            writer.WriteEndArray();
            writer.Flush();
            return kept.ToArray();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement sandbox)
    {
        writer.WriteStartObject();
        if (Member(sandbox, "status") is { } status)
        {
            writer.WriteStartObject("status");
            Copy(writer, status, "id", "state", "createdAt");
            if (Member(status, "metadata") is { } metadata)
            {
                writer.WriteStartObject("metadata");
                Copy(writer, metadata, "name", "namespace", "uid", "attempt");
                writer.WriteEndObject();
            }

            if (Member(status, "network") is { } network)
            {
                writer.WriteStartObject("network");
                Copy(writer, network, "ip");
                WriteList(writer, network, "additionalIps", "ip");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        if (Member(sandbox, "info") is { } info)
        {
            writer.WriteStartObject("info");
            Copy(writer, info, "pid");
            if (Member(info, "runtimeSpec") is { } spec && Member(spec, "linux") is { } linux)
            {
                writer.WriteStartObject("runtimeSpec");
                writer.WriteStartObject("linux");
                WriteList(writer, linux, "namespaces", "type", "path");
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, JsonElement from, string list, params string[] names)
    {
        writer.WriteStartArray(list);
        if (from.TryGetProperty(list, out JsonElement items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in items.EnumerateArray().Where(static i => i.ValueKind == JsonValueKind.Object))
            {
                writer.WriteStartObject();
                Copy(writer, item, names);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void Copy(Utf8JsonWriter writer, JsonElement from, params string[] names)
    {
        foreach (string name in names)
        {
            if (from.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }
    }

    private static JsonElement? Member(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;
}
