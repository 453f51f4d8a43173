using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>An entry of <c>ip -j neigh show</c>, the short way; <see cref="NeighbourReader"/> knows the others.</summary>
internal static class PlainNeighbour
{
    public static bool Read(ref PlainJson json, TextPool texts, Entries<NeighbourRecord> into)
    {
        NetAddress address = default;
        MacAddress mac = default;
        string? device = null;
        bool isPermanent = false;
        bool isFailed = false;
        uint seen = 0;
        if (!json.Take((byte)'{'))
        {
            return false;
        }

        do
        {
            bool good = json.Name(out ReadOnlySpan<byte> name) && name.Length switch
            {
                3 when name.SequenceEqual("dst"u8) => PlainJson.Once(ref seen, 0) && json.Address(out address),
                3 when name.SequenceEqual("dev"u8) => PlainJson.Once(ref seen, 1) && json.Text(texts, out device),
                6 when name.SequenceEqual("lladdr"u8) => PlainJson.Once(ref seen, 2) && json.Mac(out mac),
                5 when name.SequenceEqual("state"u8) => PlainJson.Once(ref seen, 3) && json.List("PERMANENT"u8, "FAILED"u8, out isPermanent, out isFailed),
                _ => false,
            };
            if (!good)
            {
                return false;
            }
        }
        while (json.Take((byte)','));

        // Without a MAC it may be INCOMPLETE, which is a state of its own.
        if (!json.Take((byte)'}') || (seen & 5) != 5)
        {
            return false;
        }

        into.Add(new NeighbourRecord(device ?? NeighbourReader.Unsaid, address, mac, isPermanent, isFailed));
        return true;
    }
}
