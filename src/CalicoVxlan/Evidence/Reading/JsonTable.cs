using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Reads one object of a list; the reader stands on its beginning and is left on its end. False for an entry that can't be used.</summary>
internal delegate bool ReadEntry<T>(ref Utf8JsonReader reader, TextPool texts, out T entry);

/// <summary>Reads the lists that iproute2 writes: an array of objects, entry by entry, without a tree.</summary>
internal static class JsonTable
{
    /// <summary>More entries than any node has; a file that has more is not one of a node.</summary>
    public const int MostEntries = 10_000_000;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Disallow, MaxDepth = 64 };

    /// <summary>All entries that can be used, and how many can't.</summary>
    /// <exception cref="JsonException">The text is no JSON, or no array of objects.</exception>
    public static T[] Read<T>(ReadOnlySpan<byte> json, ReadEntry<T> read, out int unusable)
    {
        Utf8JsonReader reader = new(WithoutMark(json), Options);
        T[] entries = ReadArray(ref reader, read, out unusable);
        if (reader.Read())
        {
            throw new JsonException("something follows the list");
        }

        return entries;
    }

    /// <summary>The array that the reader is about to read.</summary>
    public static T[] ReadArray<T>(ref Utf8JsonReader reader, ReadEntry<T> read, out int unusable)
    {
        unusable = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("it is no list");
        }

        List<T> entries = [];
        TextPool texts = new();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                unusable++;
                continue;
            }

            int depth = reader.CurrentDepth;
            if (read(ref reader, texts, out T entry))
            {
                entries.Add(entry);
            }
            else
            {
                unusable++;
            }

            // Whatever the entry's reader left of it.
            while (reader.CurrentDepth > depth || reader.TokenType != JsonTokenType.EndObject)
            {
                if (!reader.Read())
                {
                    throw new JsonException("it ends in the middle of an entry");
                }
            }

            if (entries.Count + unusable > MostEntries)
            {
                throw new JsonException("it has more entries than can be");
            }
        }

        return [.. entries];
    }

    /// <summary>Moves to the next property of the object; false at its end. Afterwards the reader stands on the property's value.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, int depth, out ReadOnlySpan<byte> name)
    {
        name = default;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth)
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1)
            {
                name = reader.ValueSpan;
                return reader.Read();
            }
        }

        return false;
    }

    /// <summary>The value as text; null for anything but a string or a number.</summary>
    public static string? Text(ref Utf8JsonReader reader, TextPool texts) => reader.TokenType switch
    {
        JsonTokenType.String => reader.ValueIsEscaped ? SafeText.Clean(reader.GetString() ?? "") : texts.Get(reader.ValueSpan),
        JsonTokenType.Number => texts.Get(reader.ValueSpan),
        _ => null,
    };

    /// <summary>The value as a number; 0 for anything else.</summary>
    public static long Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) ? value : 0;

    /// <summary>The value as a number within 32 bits; 0 for anything else.</summary>
    public static int Int(ref Utf8JsonReader reader) => Number(ref reader) is var value && value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;

    public static bool IsTrue(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.True;

    public static NetAddress? Address(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out NetAddress address) ? address : null;

    public static MacAddress Mac(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out MacAddress mac) ? mac : default;

    /// <summary>Whether an array of strings has one of these; leaves the reader on the array's end.</summary>
    public static bool HasWord(ref Utf8JsonReader reader, ReadOnlySpan<byte> word, ReadOnlySpan<byte> other = default)
    {
        bool found = false;
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueTextEquals(word) || (!other.IsEmpty && reader.ValueTextEquals(other));
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found |= reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals(word) || (!other.IsEmpty && reader.ValueTextEquals(other)));
            reader.Skip();
        }

        return found;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;
}
