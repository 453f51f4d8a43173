using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>A link's <c>stats64</c>.</summary>
internal static class LinkCounterReader
{
    public static LinkCounters Read(ref Utf8JsonReader reader, EntryFields fields)
    {
        LinkCounters found = default;
        if (!fields.IsObject(ref reader, "stats64"))
        {
            return found;
        }

        int depth = reader.CurrentDepth;
        int outer = fields.Enter();
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> direction))
        {
            if (direction.SequenceEqual("rx"u8) && fields.IsObject(ref reader, "rx"))
            {
                Half half = ReadHalf(ref reader, fields);
                found = found with { RxPackets = half.Packets, RxErrors = half.Errors, RxDropped = half.Dropped };
            }
            else if (direction.SequenceEqual("tx"u8) && fields.IsObject(ref reader, "tx"))
            {
                Half half = ReadHalf(ref reader, fields);
                found = found with { TxPackets = half.Packets, TxErrors = half.Errors, TxDropped = half.Dropped, TxCarrierErrors = half.CarrierErrors };
            }

            _ = reader.TrySkip();
        }

        fields.Leave(outer);
        return found;
    }

    private static Half ReadHalf(ref Utf8JsonReader reader, EntryFields fields)
    {
        int depth = reader.CurrentDepth;
        int outer = fields.Enter();
        Half half = default;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("packets"u8))
            {
                half.Packets = fields.Counter(ref reader, "packets");
            }
            else if (name.SequenceEqual("errors"u8))
            {
                half.Errors = fields.Counter(ref reader, "errors");
            }
            else if (name.SequenceEqual("dropped"u8))
            {
                half.Dropped = fields.Counter(ref reader, "dropped");
            }
            else if (name.SequenceEqual("carrier_errors"u8))
            {
                half.CarrierErrors = fields.Counter(ref reader, "carrier_errors");
            }

            _ = reader.TrySkip();
        }

        fields.Leave(outer);
        return half;
    }

    private record struct Half(long Packets, long Errors, long Dropped, long CarrierErrors);
}
