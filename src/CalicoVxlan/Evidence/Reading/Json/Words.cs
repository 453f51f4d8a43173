using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>Arrays of words, such as flags and states; one word alone is as good.</summary>
internal static class Words
{
    /// <summary>Whether the words have this one.</summary>
    public static bool Has(ref Utf8JsonReader reader, EntryFields fields, string name, ReadOnlySpan<byte> word) => Has(ref reader, fields, name, word, word, out _);

    /// <summary>Whether the words have the first, and whether they have the second.</summary>
    public static bool Has(ref Utf8JsonReader reader, EntryFields fields, string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out bool hasSecond)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            fields.Once(name);
            hasSecond = reader.ValueTextEquals(second);
            return reader.ValueTextEquals(first);
        }

        hasSecond = false;
        if (!fields.IsArray(ref reader, name))
        {
            return false;
        }

        bool hasFirst = false;
        int depth = reader.CurrentDepth;
        while (JsonToken.NextValue(ref reader, depth))
        {
            hasFirst |= JsonToken.Is(ref reader, first);
            hasSecond |= JsonToken.Is(ref reader, second);
        }

        return hasFirst;
    }
}
