using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Tables;

/// <summary>
/// An entry of <c>ip -j neigh show</c> or <c>ip -j -d -f bridge neigh show</c>, which have the same fields, the short way; <see cref="NeighbourReader"/> and
/// <see cref="FdbReader"/> know the others.
/// </summary>
internal static class PlainNeighbour
{
    private const uint HasDestination = 1;
    private const uint HasMac = 4;

    public static bool Read(ref PlainJson json, TextPool texts, Entries<NeighbourRecord> into)
    {
        // Without a MAC it may be INCOMPLETE, which is a state of its own.
        if (!Take(ref json, texts, out Fields entry) || (entry.Seen & (HasDestination | HasMac)) != (HasDestination | HasMac))
        {
            return false;
        }

        into.Add(new NeighbourRecord(entry.Device ?? NeighbourReader.Unsaid, entry.Destination, entry.Mac, entry.IsPermanent, entry.IsFailed));
        return true;
    }

    public static bool ReadFdb(ref PlainJson json, TextPool texts, Entries<FdbRecord> into)
    {
        if (!Take(ref json, texts, out Fields entry) || (entry.Seen & HasMac) == 0)
        {
            return false;
        }

        into.Add(new FdbRecord(entry.Device ?? NeighbourReader.Unsaid, entry.Mac, (entry.Seen & HasDestination) != 0 ? entry.Destination : null, entry.IsPermanent));
        return true;
    }

    private static bool Take(ref PlainJson json, TextPool texts, out Fields entry)
    {
        entry = default;
        if (!json.Take((byte)'{'))
        {
            return false;
        }

        do
        {
            bool good = json.Name(out ReadOnlySpan<byte> name) && name.Length switch
            {
                3 when name.SequenceEqual("dst"u8) => PlainJson.Once(ref entry.Seen, 0) && json.Address(out entry.Destination),
                3 when name.SequenceEqual("dev"u8) => PlainJson.Once(ref entry.Seen, 1) && json.Text(texts, out entry.Device),
                6 when name.SequenceEqual("lladdr"u8) => PlainJson.Once(ref entry.Seen, 2) && json.Mac(out entry.Mac),
                5 when name.SequenceEqual("state"u8) => PlainJson.Once(ref entry.Seen, 3) && json.List("PERMANENT"u8, "FAILED"u8, out entry.IsPermanent, out entry.IsFailed),
                _ => false,
            };
            if (!good)
            {
                return false;
            }
        }
        while (json.Take((byte)','));
        return json.Take((byte)'}');
    }

    private struct Fields
    {
        public NetAddress Destination;
        public MacAddress Mac;
        public string? Device;
        public bool IsPermanent;
        public bool IsFailed;
        public uint Seen;
    }
}
