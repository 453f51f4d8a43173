using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Entries of <c>ip -j neigh show</c>, and of the FDB as <c>ip -f bridge neigh</c> or <c>bridge fdb</c> writes it.</summary>
internal static class NeighbourReader
{
    public static bool Read(ref Utf8JsonReader reader, TextPool texts, out NeighbourRecord entry)
    {
        int depth = reader.CurrentDepth;
        NetAddress? address = null;
        MacAddress mac = default;
        string device = "";
        bool isPermanent = false;
        bool isFailed = false;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("dst"u8))
            {
                address = JsonTable.Address(ref reader);
            }
            else if (name.SequenceEqual("dev"u8))
            {
                device = JsonTable.Text(ref reader, texts) ?? "";
            }
            else if (name.SequenceEqual("lladdr"u8))
            {
                mac = JsonTable.Mac(ref reader);
            }
            else if (name.SequenceEqual("state"u8))
            {
                (isPermanent, isFailed) = States(ref reader);
            }

            reader.Skip();
        }

        // Filtered by device, ip leaves the device out.
        entry = new NeighbourRecord(device.Length > 0 ? device : "vxlan.calico", address ?? default, mac, isPermanent, isFailed);
        return address is not null;
    }

    public static bool ReadFdb(ref Utf8JsonReader reader, TextPool texts, out FdbRecord entry)
    {
        int depth = reader.CurrentDepth;
        MacAddress? mac = null;
        NetAddress? destination = null;
        string device = "";
        bool isPermanent = false;
        while (JsonTable.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("mac"u8) || name.SequenceEqual("lladdr"u8))
            {
                mac = reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out MacAddress read) ? read : mac;
            }
            else if (name.SequenceEqual("dst"u8))
            {
                destination = JsonTable.Address(ref reader);
            }
            else if (name.SequenceEqual("ifname"u8) || name.SequenceEqual("dev"u8))
            {
                device = JsonTable.Text(ref reader, texts) ?? "";
            }
            else if (name.SequenceEqual("state"u8))
            {
                isPermanent = JsonTable.HasWord(ref reader, "permanent"u8, "PERMANENT"u8);
            }

            reader.Skip();
        }

        entry = new FdbRecord(device.Length > 0 ? device : "vxlan.calico", mac ?? default, destination, isPermanent);
        return mac is not null;
    }

    private static (bool IsPermanent, bool IsFailed) States(ref Utf8JsonReader reader)
    {
        bool isPermanent = false;
        bool isFailed = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                isPermanent |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("PERMANENT"u8);
                isFailed |= reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals("FAILED"u8) || reader.ValueTextEquals("INCOMPLETE"u8));
                reader.Skip();
            }
        }

        return (isPermanent, isFailed);
    }
}
