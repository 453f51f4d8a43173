using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>A link's <c>addr_info</c>.</summary>
internal static class AddressReader
{
    public static void Read(ref Utf8JsonReader reader, EntryFields fields, List<AddressRecord> into)
    {
        if (!fields.IsArray(ref reader, "addr_info"))
        {
            return;
        }

        int depth = reader.CurrentDepth;
        while (JsonToken.NextValue(ref reader, depth))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                int outer = fields.Enter();
                ReadOne(ref reader, fields, into);
                fields.Leave(outer);
            }
            else
            {
                fields.Fail("addr_info has something that is no address");
                _ = reader.TrySkip();
            }
        }
    }

    private static void ReadOne(ref Utf8JsonReader reader, EntryFields fields, List<AddressRecord> into)
    {
        int depth = reader.CurrentDepth;
        NetAddress? local = null;
        int? length = null;
        string scope = "";
        bool isBare = true;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            isBare = false;
            if (name.SequenceEqual("local"u8))
            {
                local = fields.Address(ref reader, "local");
            }
            else if (name.SequenceEqual("prefixlen"u8))
            {
                length = fields.Int(ref reader, "prefixlen", 0, 128);
            }
            else if (name.SequenceEqual("scope"u8))
            {
                scope = fields.Text(ref reader, "scope") ?? "";
            }

            _ = reader.TrySkip();
        }

        if (isBare)
        {
            return;
        }

        fields.Need(local is not null, "local");
        fields.Need(length is not null, "prefixlen");
        if (local is { IsIpv4: true } && length > 32)
        {
            fields.Fail("prefixlen is no such number");
        }

        if (fields.Problem is null)
        {
            into.Add(new AddressRecord("", new Cidr(local!.Value, length!.Value), scope));
        }
    }
}
