using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>
/// Entries of the FDB as <c>ip -j -d -f bridge neigh show</c> writes it (lladdr, dev, state NOARP and PERMANENT) and as <c>bridge -j fdb show</c>
/// does (mac, ifname, state permanent).
/// </summary>
internal static class FdbReader
{
    public static void Read(ref Utf8JsonReader reader, EntryFields fields, Entries<FdbRecord> into)
    {
        int depth = reader.CurrentDepth;
        MacAddress? mac = null;
        NetAddress? destination = null;
        string? device = null;
        bool isPermanent = false;
        while (JsonToken.NextProperty(ref reader, depth, out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("lladdr"u8) || name.SequenceEqual("mac"u8))
            {
                mac = fields.Mac(ref reader, "mac");
            }
            else if (name.SequenceEqual("dst"u8))
            {
                destination = fields.Address(ref reader, "dst");
            }
            else if (name.SequenceEqual("dev"u8) || name.SequenceEqual("ifname"u8))
            {
                device = fields.Text(ref reader, "dev");
            }
            else if (name.SequenceEqual("state"u8))
            {
                isPermanent = Words.Has(ref reader, fields, "state", "PERMANENT"u8, "permanent"u8, out bool isLowerCase) || isLowerCase;
            }

            _ = reader.TrySkip();
        }

        fields.Need(mac is not null, "mac");
        if (fields.Problem is null)
        {
            into.Add(new FdbRecord(device ?? NeighbourReader.Unsaid, mac!.Value, destination, isPermanent));
        }
    }
}
