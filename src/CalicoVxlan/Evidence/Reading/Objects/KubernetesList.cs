using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Objects;

/// <summary>
/// The items of a list as kubectl writes it, one at a time: a list of 30,000 pods is never a tree as a whole. A bare array of items, and one object
/// alone, as people save them, are as good.
/// </summary>
internal static class KubernetesList
{
    /// <summary>All items that can be used; where one says its kind, that must be <paramref name="kind"/>, such as <c>Pod</c>.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="BrokenFileException">It is no list, not a whole one, or one of another kind.</exception>
    public static T[] Read<T>(Stream stream, string kind, OddEntries odd, Func<JsonElement, T?> read)
        where T : class
    {
        using Entries<T> found = new();
        Func<JsonElement, T?> checkedRead = item => Check(item, kind) ? read(item) : null;
        JsonFeed feed = new(stream);
        int items = 0;
        try
        {
            if (feed.IsBlank)
            {
                throw new BrokenFileException("it is empty");
            }

            _ = feed.Read();
            items = feed.Reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadList(ref feed, kind, odd, checkedRead, found),
                JsonTokenType.StartArray => ReadItems(ref feed, odd, checkedRead, found),
                _ => throw new BrokenFileException("it is no list of objects"),
            };

            // Nothing may follow; the reader itself says so if it does.
            _ = feed.Read();
        }
        finally
        {
            feed.Dispose();
        }

        odd.NeedSome(items - odd.Count);
        return found.ToArray();
    }

    private static int ReadList<T>(ref JsonFeed feed, string kind, OddEntries odd, Func<JsonElement, T?> read, Entries<T> into)
        where T : class
    {
        int? items = null;
        string? said = null;
        string? message = null;
        while (feed.Read() && feed.Reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonToken.TryUnescape(ref feed.Reader, out string? text) ? text : "";
            _ = feed.Read();
            switch (name)
            {
                case "items" when items is not null:
                    throw new BrokenFileException("items is there twice");
                case "items":
                    // An empty list may be null.
                    items = feed.Reader.TokenType switch
                    {
                        JsonTokenType.StartArray => ReadItems(ref feed, odd, read, into),
                        JsonTokenType.Null => 0,
                        _ => throw new BrokenFileException("items is no list"),
                    };
                    break;
                case "kind" or "message" when feed.Reader.TokenType == JsonTokenType.String && JsonToken.TryUnescape(ref feed.Reader, out string? value):
                    (said, message) = name == "kind" ? (value, message) : (said, value);
                    break;
                case "metadata" when feed.Reader.TokenType == JsonTokenType.StartObject:
                    NeedEnd(ref feed);
                    break;
                default:
                    feed.Skip();
                    break;
            }
        }

        return items ?? One(ref feed, kind, said, message, odd, read, into);
    }

    private static int ReadItems<T>(ref JsonFeed feed, OddEntries odd, Func<JsonElement, T?> read, Entries<T> into)
        where T : class
    {
        int items = 0;
        while (feed.Read() && feed.Reader.TokenType != JsonTokenType.EndArray)
        {
            items++;
            JsonItem.Read(ref feed, odd, read, into);
        }

        return items;
    }

    // A page of a longer list is no list: what is missing would look absent.
    private static void NeedEnd(ref JsonFeed feed)
    {
        feed.Hold();
        using JsonDocument metadata = JsonDocument.Parse(feed.Take());
        if (metadata.RootElement.TryGetProperty("continue", out JsonElement next) && next.ValueKind == JsonValueKind.String && !next.ValueEquals(""))
        {
            throw new BrokenFileException("it is one page of a longer list (metadata.continue is set)");
        }
    }

    private static int One<T>(ref JsonFeed feed, string kind, string? said, string? message, OddEntries odd, Func<JsonElement, T?> read, Entries<T> into)
        where T : class
    {
        if (said == kind && feed.Whole is { } json)
        {
            JsonItem.Read(json, "byte 0", odd, read, into);
            return 1;
        }

        throw new BrokenFileException(said == "Status" ? $"it is the API's refusal: {message}" : "it has no items");
    }

    private static bool Check(JsonElement item, string kind)
    {
        if (item.Text("kind") is { } said && said != kind)
        {
            throw new BrokenFileException($"it is a {said}, no {kind}");
        }

        if (item.Text("metadata", "name") is not { Length: > 0 } name)
        {
            throw new BrokenFileException("metadata.name is missing");
        }

        // Names become part of commands for people to type, so only what the API server would have let in is one.
        return NodeName.IsValid(name) && (item.Text("metadata", "namespace") is not { Length: > 0 } place || NodeName.IsValid(place)) ? true
            : throw new BrokenFileException("metadata.name or metadata.namespace is no name of Kubernetes'");
    }
}
