using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>A link's <c>linkinfo</c>: its kind, and of a vxlan device the details (iproute2 ip/iplink_vxlan.c).</summary>
internal readonly record struct LinkInfo(string? Kind, VxlanAttributes? Vxlan)
{
    public static LinkInfo Read(ref Utf8JsonReader reader, EntryFields fields)
    {
        string? kind = null;
        VxlanAttributes? vxlan = null;
        if (!fields.IsObject(ref reader, "linkinfo"))
        {
            return default;
        }

        int depth = reader.CurrentDepth;
        int outer = fields.Enter();
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("info_kind"u8))
            {
                kind = fields.Text(ref reader, "info_kind");
            }
            else if (name.SequenceEqual("info_data"u8) && kind is null or "vxlan" && fields.IsObject(ref reader, "info_data"))
            {
                // ip writes the kind first. Should it come second, these are details of another kind, and so is what is wrong with them.
                vxlan = ReadVxlan(ref reader, fields);
            }

            _ = reader.TrySkip();
        }

        fields.Leave(outer);
        return new LinkInfo(kind, kind == "vxlan" ? vxlan : null);
    }

    private static VxlanAttributes ReadVxlan(ref Utf8JsonReader reader, EntryFields fields)
    {
        int depth = reader.CurrentDepth;
        int outer = fields.Enter();
        VxlanAttributes found = new() { Learning = true };
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            found = name switch
            {
                _ when name.SequenceEqual("id"u8) => found with { Vni = fields.Int(ref reader, "id", 0, 0xff_ffff) ?? 0 },
                _ when name.SequenceEqual("local"u8) || name.SequenceEqual("local6"u8) => found with { Local = fields.Address(ref reader, "local") },
                _ when IsGroup(name) => found with { Group = fields.Address(ref reader, "group") },
                _ when name.SequenceEqual("link"u8) => found with { Parent = fields.Text(ref reader, "link") },
                _ when name.SequenceEqual("port"u8) => found with { Port = fields.Int(ref reader, "port", 0, ushort.MaxValue) ?? 0 },
                _ when name.SequenceEqual("learning"u8) => found with { Learning = fields.Truth(ref reader, "learning") ?? true },
                _ when name.SequenceEqual("external"u8) => found with { External = IsSet(ref reader, fields, "external") },
                _ when name.SequenceEqual("gbp"u8) => found with { GroupPolicy = IsSet(ref reader, fields, "gbp") },
                _ => found,
            };
            _ = reader.TrySkip();
        }

        fields.Leave(outer);
        return found;
    }

    private static bool IsGroup(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("group"u8) || name.SequenceEqual("group6"u8) || name.SequenceEqual("remote"u8) || name.SequenceEqual("remote6"u8);

    // Some versions write a flag that is set as null.
    private static bool IsSet(ref Utf8JsonReader reader, EntryFields fields, string name) => fields.Truth(ref reader, name) ?? reader.TokenType == JsonTokenType.Null;
}
