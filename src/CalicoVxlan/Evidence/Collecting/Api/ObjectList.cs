using System.Buffers;
using System.Text.Json;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>
/// A list of objects as kubectl writes it, made of the API's pages, each object as far as it is kept. Objects come one at a time; a list of
/// 30,000 is never a tree as a whole.
/// </summary>
internal sealed class ObjectList : IDisposable
{
    /// <summary>Bytes of a list, after what isn't kept is gone.</summary>
    public const int MostBytes = 256 << 20;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Utf8JsonWriter writer;
    private readonly ApiResource resource;

    public ObjectList(ApiResource resource)
    {
        this.resource = resource;
        writer = new Utf8JsonWriter(bytes);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "v1");
        writer.WriteString("kind", "List");
        writer.WriteStartArray("items");
    }

    public bool IsTooLarge => bytes.WrittenCount + writer.BytesPending > MostBytes;

    /// <summary>Shown each object before it is thinned.</summary>
    public Action<JsonElement>? Seen { get; init; }

    /// <summary>Adds a page, <c>{"items":[…],"metadata":{"continue":"…"}}</c>.</summary>
    /// <returns>Where the next page begins; null after the last.</returns>
    /// <exception cref="JsonException">It is no JSON, or no list.</exception>
    public string? AddPage(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        string? next = null, version = null, kind = null;
        bool hasItems = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no list of objects");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            _ = reader.Read();
            switch (name)
            {
                case "items" when reader.TokenType == JsonTokenType.StartArray:
                    hasItems = true;
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        using JsonDocument item = JsonDocument.ParseValue(ref reader);
                        Add(item.RootElement, version, kind);
                    }

                    break;
                case "items":
                    // An empty list may be null.
                    hasItems = reader.TokenType == JsonTokenType.Null;
                    reader.Skip();
                    break;
                case "metadata":
                    using (JsonDocument metadata = JsonDocument.ParseValue(ref reader))
                    {
                        next = Text(metadata.RootElement, "continue");
                    }

                    break;
                case "apiVersion" when reader.TokenType == JsonTokenType.String:
                    version = reader.GetString();
                    break;
                case "kind" when reader.TokenType == JsonTokenType.String:
                    kind = reader.GetString() is { } list && list.EndsWith("List", StringComparison.Ordinal) ? list[..^"List".Length] : null;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return !hasItems ? throw new JsonException("it has no items") : next is { Length: > 0 } ? next : null;
    }

    /// <summary>Adds one object that was asked for by its name.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public void AddOne(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Add(document.RootElement, null, null);
    }

    /// <summary>The whole list.</summary>
    public byte[] Complete()
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    public void Dispose() => writer.Dispose();

    /// <summary>A string below the names; null where there is none.</summary>
    public static string? Text(JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
            {
                return null;
            }
        }

        return from.ValueKind == JsonValueKind.String ? from.GetString() : null;
    }

    private void Add(JsonElement item, string? version, string? kind)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("an item is no object");
        }

        Seen?.Invoke(item);
        writer.WriteStartObject();
        // The API leaves these out of a list's items; kubectl puts them in.
        WriteKind("apiVersion", item, version);
        WriteKind("kind", item, kind);
        using JsonDocument? thinned = resource.Plural switch
        {
            "daemonsets" => Redaction.DaemonSet(item),
            "configmaps" => Redaction.ConfigMap(item),
            _ => null,
        };
        FieldMask keep = resource.Plural == "pods" && Redaction.IsAgent(item) ? ApiResources.AgentPod : resource.Keep;
        keep.WriteFields(writer, thinned?.RootElement ?? item);
        writer.WriteEndObject();
    }

    private void WriteKind(string name, JsonElement item, string? fallback)
    {
        if ((Text(item, name) ?? fallback) is { } text)
        {
            writer.WriteString(name, text);
        }
    }
}
