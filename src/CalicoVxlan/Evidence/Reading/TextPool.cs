using System.Runtime.InteropServices;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>
/// One string for a text that comes again and again, such as the name of an interface. It remembers the latest text of each of its places
/// and nothing else, so a file of different names makes no second copy of itself.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 512;
    private const int Longest = 64;

    private readonly string?[] known = new string?[Places];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
        {
            return utf8.IsEmpty ? "" : Make(utf8);
        }

        ref string? place = ref known[Place(utf8)];
        return place is not null && Ascii.Equals(utf8, place) ? place : place = Make(utf8);
    }

    private static string Make(ReadOnlySpan<byte> utf8) => SafeText.Clean(Encoding.UTF8.GetString(utf8));

    // Names differ at their end: cali and eleven digits, node and its number.
    private static int Place(ReadOnlySpan<byte> utf8)
    {
        ulong tail = 0;
        Span<byte> last = MemoryMarshal.AsBytes(new Span<ulong>(ref tail));
        int length = Math.Min(utf8.Length, last.Length);
        utf8[^length..].CopyTo(last);
        return (int)(((tail ^ (uint)utf8.Length) * 0x9e37_79b9_7f4a_7c15) >> 55);
    }
}
