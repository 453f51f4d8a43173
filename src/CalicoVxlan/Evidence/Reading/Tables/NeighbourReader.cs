using System.Buffers;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>Entries of <c>ip -j neigh show</c>.</summary>
internal static class NeighbourReader
{
    /// <summary>Whose list it is when ip, filtered by device, leaves the device out.</summary>
    public const string Unsaid = "vxlan.calico";

    public static void Read(ref Utf8JsonReader reader, EntryFields fields, Entries<NeighbourRecord> into)
    {
        int depth = reader.CurrentDepth;
        NetAddress? address = null;
        MacAddress? mac = null;
        string? device = null;
        bool isPermanent = false;
        bool isFailed = false;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("dst"u8))
            {
                address = fields.Address(ref reader, "dst");
            }
            else if (name.SequenceEqual("dev"u8))
            {
                device = fields.Text(ref reader, "dev");
            }
            else if (name.SequenceEqual("lladdr"u8))
            {
                // Of a tunnel without Ethernet it is an IP address.
                fields.Once("lladdr");
                mac = JsonToken.TryMac(ref reader, out MacAddress read) ? read : NotEthernet(ref reader, fields);
            }
            else if (name.SequenceEqual("state"u8))
            {
                (isPermanent, isFailed) = States(ref reader, fields);
            }

            _ = reader.TrySkip();
        }

        fields.Need(address is not null, "dst");
        if (fields.Problem is null)
        {
            into.Add(new NeighbourRecord(device ?? Unsaid, address!.Value, mac ?? default, isPermanent, isFailed));
        }
    }

    private static MacAddress? NotEthernet(ref Utf8JsonReader reader, EntryFields fields)
    {
        if (!JsonToken.TryAddress(ref reader, out _) && !IsOfOtherLength(ref reader) && reader.TokenType != JsonTokenType.Null)
        {
            fields.Fail("lladdr is no MAC address");
        }

        return null;
    }

    // InfiniBand's has twenty bytes.
    private static bool IsOfOtherLength(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false } && reader.ValueSpan.Length % 3 == 2 && reader.ValueSpan.Length != 17
        && reader.ValueSpan.IndexOfAnyExcept(HexPairs) < 0;

    private static readonly SearchValues<byte> HexPairs = SearchValues.Create("0123456789abcdefABCDEF:"u8);

    private static (bool IsPermanent, bool IsFailed) States(ref Utf8JsonReader reader, EntryFields fields)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            fields.Once("state");
            return (IsPermanent(ref reader), IsFailed(ref reader));
        }

        bool isPermanent = false;
        bool isFailed = false;
        if (fields.IsArray(ref reader, "state"))
        {
            int depth = reader.CurrentDepth;
            while (JsonToken.NextValue(ref reader, depth))
            {
                isPermanent |= IsPermanent(ref reader);
                isFailed |= IsFailed(ref reader);
            }
        }

        return (isPermanent, isFailed);
    }

    private static bool IsPermanent(ref Utf8JsonReader reader) => JsonToken.Is(ref reader, "PERMANENT"u8);

    private static bool IsFailed(ref Utf8JsonReader reader) => JsonToken.Is(ref reader, "FAILED"u8) || JsonToken.Is(ref reader, "INCOMPLETE"u8);
}
