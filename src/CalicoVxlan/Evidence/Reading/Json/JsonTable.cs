using System.Globalization;
using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>Reads one object of a list and adds what it means, which may be nothing or several; the reader stands on its beginning.</summary>
internal delegate void ReadEntry<T>(ref Utf8JsonReader reader, EntryFields fields, Entries<T> into);

/// <summary>The lists that iproute2 writes: an array of objects, read entry by entry.</summary>
internal static class JsonTable
{
    /// <summary>All entries that can be used.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="BrokenFileException">It is no list.</exception>
    public static T[] Read<T>(Stream stream, TextPool texts, OddEntries odd, ReadEntry<T> read, ReadPlain<T>? plain = null)
    {
        using Entries<T> entries = new();
        EntryFields fields = new(texts);
        JsonFeed feed = new(stream);
        try
        {
            if (plain is not null && feed.Whole is { } whole && PlainTable.TryRead(whole.Span, texts, plain, read, out T[]? all))
            {
                return all;
            }

            Start(ref feed);
            while (feed.Read() && feed.Reader.TokenType != JsonTokenType.EndArray)
            {
                ReadOne(ref feed, fields, entries, odd, read);
            }

            // Nothing may follow; the reader itself says so if it does.
            _ = feed.Read();
        }
        finally
        {
            feed.Dispose();
        }

        odd.NeedSome(entries.Count);
        return entries.ToArray();
    }

    private static void Start(ref JsonFeed feed)
    {
        if (feed.IsBlank)
        {
            throw new BrokenFileException("it is empty");
        }

        if (!feed.Read() || feed.Reader.TokenType != JsonTokenType.StartArray)
        {
            throw new BrokenFileException("it is no list");
        }
    }

    private static void ReadOne<T>(ref JsonFeed feed, EntryFields fields, Entries<T> entries, OddEntries odd, ReadEntry<T> read)
    {
        long place = feed.Position;
        if (feed.Reader.TokenType != JsonTokenType.StartObject)
        {
            feed.Skip();
            odd.Add(Place(place), "it is no object");
            return;
        }

        feed.Hold();
        if (IsBare(feed.Reader))
        {
            // ip leaves an empty object where its filter left out an entry.
            feed.Skip();
            return;
        }

        fields.Begin();
        int depth = feed.Reader.CurrentDepth;
        int before = entries.Count;
        read(ref feed.Reader, fields, entries);
        while (feed.Reader.CurrentDepth > depth || feed.Reader.TokenType != JsonTokenType.EndObject)
        {
            // Whatever was left of it.
            _ = feed.Reader.Read();
        }

        if (fields.Problem is { } problem)
        {
            entries.CutTo(before);
            odd.Add(Place(place), problem);
        }
    }

    private static bool IsBare(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.EndObject;

    private static string Place(long position) => string.Create(CultureInfo.InvariantCulture, $"byte {position}");
}
