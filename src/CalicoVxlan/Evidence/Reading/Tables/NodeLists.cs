using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>The short lists of a node: policy rules, namespaces.</summary>
internal static class NodeLists
{
    /// <summary>An entry of <c>ip -j rule show</c>.</summary>
    public static void Rule(ref Utf8JsonReader reader, EntryFields fields, Entries<RuleRecord> into)
    {
        int depth = reader.CurrentDepth;
        long? priority = null;
        string? table = null;
        string? mark = null;
        string? mask = null;
        bool isForAll = true;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("priority"u8))
            {
                priority = fields.Long(ref reader, "priority");
            }
            else if (name.SequenceEqual("table"u8))
            {
                table = fields.Text(ref reader, "table");
            }
            else if (name.SequenceEqual("fwmark"u8))
            {
                mark = fields.Text(ref reader, "fwmark");
            }
            else if (name.SequenceEqual("fwmask"u8))
            {
                mask = fields.Text(ref reader, "fwmask");
            }
            else if (name.SequenceEqual("src"u8))
            {
                isForAll &= fields.Text(ref reader, "src") == "all";
            }
            else if (!name.SequenceEqual("protocol"u8))
            {
                // What else there is (dst, iif, oif, ipproto, sport, uid_start, not ...) narrows the rule; who made it does not.
                isForAll = false;
            }

            _ = reader.TrySkip();
        }

        fields.Need(priority is not null, "priority");
        if (fields.Problem is null)
        {
            // A rule that leads to no table jumps or refuses.
            into.Add(new RuleRecord(priority!.Value, table ?? "", mark is not null && mask is not null ? $"{mark}/{mask}" : mark, isForAll && mark is null));
        }
    }

    /// <summary>An entry of <c>ip -j netns list-id</c>.</summary>
    public static void Namespace(ref Utf8JsonReader reader, EntryFields fields, Entries<KeyValuePair<int, string>> into)
    {
        int depth = reader.CurrentDepth;
        int? number = null;
        string? text = null;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("nsid"u8))
            {
                number = fields.Int(ref reader, "nsid");
            }
            else if (name.SequenceEqual("name"u8))
            {
                text = fields.Text(ref reader, "name");
            }

            _ = reader.TrySkip();
        }

        fields.Need(number is not null, "nsid");
        if (fields.Problem is null && text is not null)
        {
            // Where ip does not see the names, an entry has a number alone, and says nothing.
            into.Add(KeyValuePair.Create(number!.Value, text));
        }
    }
}
