using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>The items of a list as kubectl writes it, one at a time: a list of 30,000 pods is never a tree as a whole.</summary>
internal static class KubernetesList
{
    /// <exception cref="JsonException">The text is no JSON, or no list.</exception>
    public static List<T> Read<T>(ReadOnlySpan<byte> json, Func<JsonElement, T?> read)
        where T : class
    {
        Utf8JsonReader reader = new(json.StartsWith("\uFEFF"u8) ? json[3..] : json, new JsonReaderOptions { MaxDepth = 64 });
        List<T> found = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no list of objects");
        }

        bool hasItems = false;
        while (JsonTable.NextProperty(ref reader, 0, out ReadOnlySpan<byte> name))
        {
            if (!name.SequenceEqual("items"u8))
            {
                reader.Skip();
                continue;
            }

            hasItems = true;
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                // An empty list may be null.
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                using JsonDocument item = JsonDocument.ParseValue(ref reader);
                if (read(item.RootElement) is { } made)
                {
                    found.Add(made);
                }
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            throw new JsonException("it does not end where it should");
        }

        return hasItems ? found : throw new JsonException("it has no items");
    }
}
