using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>Where a route, or one path of a multipath route, goes.</summary>
internal record struct RouteHop
{
    public NetAddress? Gateway { get; private set; }

    public string? Device { get; private set; }

    public bool Onlink { get; private set; }

    public static void ReadAll(ref Utf8JsonReader reader, EntryFields fields, List<RouteHop> into)
    {
        if (!fields.IsArray(ref reader, "nexthops"))
        {
            return;
        }

        int depth = reader.CurrentDepth;
        while (JsonToken.NextValue(ref reader, depth))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                fields.Fail("nexthops has something that is no next hop");
                _ = reader.TrySkip();
                continue;
            }

            RouteHop hop = default;
            int outer = fields.Enter();
            int inner = reader.CurrentDepth;
            while (JsonToken.NextProperty(ref reader, inner, out ReadOnlySpan<byte> name))
            {
                hop.Take(name, ref reader, fields);
                _ = reader.TrySkip();
            }

            fields.Leave(outer);
            into.Add(hop);
        }
    }

    /// <summary>Takes a property if it says where the route goes.</summary>
    public void Take(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader, EntryFields fields)
    {
        if (name.SequenceEqual("dev"u8))
        {
            Device = fields.Text(ref reader, "dev");
        }
        else if (name.SequenceEqual("gateway"u8))
        {
            Gateway = fields.Address(ref reader, "gateway");
        }
        else if (name.SequenceEqual("flags"u8))
        {
            Onlink = Words.Has(ref reader, fields, "flags", "onlink"u8);
        }
        else if (name.SequenceEqual("via"u8) && fields.IsObject(ref reader, "gateway"))
        {
            // A gateway of the other family: {"family":"inet6","host":"fd00::1"}.
            int depth = reader.CurrentDepth;
            int outer = fields.Enter();
            while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> part))
            {
                Gateway = part.SequenceEqual("host"u8) ? fields.Address(ref reader, "host") : Gateway;
                _ = reader.TrySkip();
            }

            fields.Leave(outer);
        }
    }
}
