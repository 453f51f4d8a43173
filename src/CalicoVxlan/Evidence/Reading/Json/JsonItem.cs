using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>One object of a list of large ones, as a tree that is thrown away at once.</summary>
internal static class JsonItem
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>
    /// Reads the value that the feed stands on, and adds what is made of it; null is what is not wanted. <paramref name="read"/> throws
    /// <see cref="BrokenFileException"/> for an odd one.
    /// </summary>
    public static void Read<T>(ref JsonFeed feed, OddEntries odd, Func<JsonElement, T?> read, Entries<T> into)
        where T : class
    {
        string place = FormattableString.Invariant($"byte {feed.Position}");
        if (feed.Reader.TokenType != JsonTokenType.StartObject)
        {
            feed.Skip();
            odd.Add(place, "it is no object");
            return;
        }

        feed.Hold();
        Read(feed.Take(), place, odd, read, into);
    }

    public static void Read<T>(ReadOnlyMemory<byte> json, string place, OddEntries odd, Func<JsonElement, T?> read, Entries<T> into)
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            if (read(document.RootElement) is { } made)
            {
                into.Add(made);
            }
        }
        catch (JsonException)
        {
            // What the feed has read is JSON, so this is what it does not look at.
            odd.Add(place, "a name is there twice");
        }
        catch (InvalidOperationException)
        {
            odd.Add(place, "it has text that is no Unicode");
        }
        catch (BrokenFileException failure)
        {
            odd.Add(place, failure.Message);
        }
    }
}
