using System.Globalization;
using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>evidence.json. It is read tolerantly: what is missing or odd in it is left at its default.</summary>
internal static class HeaderJson
{
    private const int MostErrors = 100_000;

    public static byte[] Write(EvidenceHeader header)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", header.Schema);
            writer.WriteString("takenAt", header.TakenAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("cluster", header.Cluster);
            writer.WriteStartArray("nodes");
            foreach (string node in header.Nodes)
            {
                writer.WriteStringValue(node);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("errors");
            foreach (EvidenceError error in header.Errors)
            {
                writer.WriteStartObject();
                writer.WriteString("scope", error.Scope);
                writer.WriteString("item", error.Item);
                writer.WriteString("message", error.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static EvidenceHeader Read(ReadOnlyMemory<byte> json)
    {
        ReadOnlyMemory<byte> text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is no object");
        }

        return new EvidenceHeader
        {
            Schema = root.TryGetProperty("schema", out JsonElement schema) && schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out int version) ? version : EvidenceHeader.CurrentSchema,
            TakenAt = DateTimeOffset.TryParse(Text(root, "takenAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset taken) ? taken : default,
            Cluster = Text(root, "cluster"),
            Nodes = [.. Items(root, "nodes").Where(static n => n.ValueKind == JsonValueKind.String).Select(static n => Clean(n))],
            Errors = [.. Items(root, "errors").Where(static e => e.ValueKind == JsonValueKind.Object).Take(MostErrors).Select(static e => new EvidenceError(Text(e, "scope"), Text(e, "item"), Text(e, "message")))],
        };
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? Clean(value) : "";

    // A lone half of a surrogate pair is JSON to the parser and no text.
    private static string Clean(JsonElement value)
    {
        try
        {
            return SafeText.Clean(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
