using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>An entry of <c>ip -j -d -f bridge neigh show</c>, the short way; <see cref="FdbReader"/> knows the others.</summary>
internal static class PlainFdb
{
    public static bool Read(ref PlainJson json, TextPool texts, Entries<FdbRecord> into)
    {
        MacAddress mac = default;
        NetAddress destination = default;
        string? device = null;
        bool isPermanent = false;
        uint seen = 0;
        if (!json.Take((byte)'{'))
        {
            return false;
        }

        do
        {
            bool good = json.Name(out ReadOnlySpan<byte> name) && name.Length switch
            {
                3 when name.SequenceEqual("dst"u8) => PlainJson.Once(ref seen, 0) && json.Address(out destination),
                3 when name.SequenceEqual("dev"u8) => PlainJson.Once(ref seen, 1) && json.Text(texts, out device),
                6 when name.SequenceEqual("lladdr"u8) => PlainJson.Once(ref seen, 2) && json.Mac(out mac),
                5 when name.SequenceEqual("state"u8) => PlainJson.Once(ref seen, 3) && json.List("PERMANENT"u8, out isPermanent),
                _ => false,
            };
            if (!good)
            {
                return false;
            }
        }
        while (json.Take((byte)','));
        if (!json.Take((byte)'}') || (seen & 4) == 0)
        {
            return false;
        }

        into.Add(new FdbRecord(device ?? NeighbourReader.Unsaid, mac, (seen & 1) != 0 ? destination : null, isPermanent));
        return true;
    }
}
