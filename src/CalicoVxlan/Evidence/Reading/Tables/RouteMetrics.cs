using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>A route's <c>metrics</c>: a list of objects with one setting or more each.</summary>
internal static class RouteMetrics
{
    /// <summary>The MTU in bytes; 0 when the route sets none.</summary>
    public static int Mtu(ref Utf8JsonReader reader, EntryFields fields)
    {
        int mtu = 0;
        if (!fields.IsArray(ref reader, "metrics"))
        {
            return 0;
        }

        int outer = fields.Enter();
        int depth = reader.CurrentDepth;
        while (JsonToken.NextValue(ref reader, depth))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                continue;
            }

            int inner = reader.CurrentDepth;
            while (JsonToken.NextProperty(ref reader, inner, out ReadOnlySpan<byte> name))
            {
                mtu = name.SequenceEqual("mtu"u8) ? fields.Int(ref reader, "mtu") ?? mtu : mtu;
                _ = reader.TrySkip();
            }
        }

        fields.Leave(outer);
        return mtu;
    }
}
