using System.Buffers.Binary;

namespace CalicoVxlan.Common;

/// <summary>
/// Texts of IPv4 addresses made lately. A capture has few addresses and many frames, so most texts were made before; handing the
/// same string out again spares the making and the memory. A remembered text is never wrong, so threads need not agree on it.
/// </summary>
internal static class RecentIpv4
{
    private const int Remembered = 4096;

    private static readonly Entry?[] Entries = new Entry?[Remembered];

    public static string Text(ReadOnlySpan<byte> address)
    {
        uint number = BinaryPrimitives.ReadUInt32BigEndian(address);
        ref Entry? place = ref Entries[(number * 0x9e37_79b1) >> 20];
        if (place is { } known && known.Number == number)
        {
            return known.Text;
        }

        Entry made = new(number, AddressText.Ipv4(address));
        place = made;
        return made.Text;
    }

    private sealed class Entry(uint number, string text)
    {
        public readonly uint Number = number;
        public readonly string Text = text;
    }
}
