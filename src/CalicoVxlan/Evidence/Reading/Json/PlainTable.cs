using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>
/// Reads one object of a list as iproute2 writes it, from its brace to its brace, and adds what it means; false when it is anything else, however much of it was
/// passed.
/// </summary>
internal delegate bool ReadPlain<T>(ref PlainJson json, TextPool texts, Entries<T> into);

/// <summary>
/// A list whose entries are nearly all as iproute2 writes them: those are read without a JSON reader, which is three quarters of the time for tables of a
/// large cluster. It declines whatever is odd, and then all of the list is read as JSON; a test holds that both ways make the same of it.
/// </summary>
internal static class PlainTable
{
    public static bool TryRead<T>(ReadOnlySpan<byte> text, TextPool texts, ReadPlain<T> plain, ReadEntry<T> read, [NotNullWhen(true)] out T[]? result)
    {
        result = null;
        using Entries<T> entries = new();
        EntryFields fields = new(texts);
        PlainJson json = new(text);
        if (!json.Take((byte)'['))
        {
            return false;
        }

        if (!json.Take((byte)']'))
        {
            do
            {
                if (!ReadOne(ref json, text, fields, entries, plain, read))
                {
                    return false;
                }
            }
            while (json.Take((byte)','));
            if (!json.Take((byte)']'))
            {
                return false;
            }
        }

        if (!text[json.Position..].Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }

        result = entries.ToArray();
        return true;
    }

    private static bool ReadOne<T>(ref PlainJson json, ReadOnlySpan<byte> text, EntryFields fields, Entries<T> entries, ReadPlain<T> plain, ReadEntry<T> read)
    {
        int start = json.Position;
        int before = entries.Count;
        if (plain(ref json, fields.Texts, entries))
        {
            return true;
        }

        entries.CutTo(before);
        fields.Begin();
        try
        {
            // One level less than a whole file may have.
            Utf8JsonReader reader = new(text[start..], new JsonReaderOptions { MaxDepth = 63 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            read(ref reader, fields, entries);
            while (reader.CurrentDepth > 0 || reader.TokenType != JsonTokenType.EndObject)
            {
                _ = reader.Read();
            }

            json.Position = start + (int)reader.BytesConsumed;
            return fields.Problem is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
