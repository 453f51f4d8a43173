using System.Buffers.Binary;
using System.Text;

namespace CalicoVxlan.Capture.Writing;

/// <summary>pcapng options (draft-ietf-opsawg-pcapng, "Options"): code, length, value, padding to four bytes.</summary>
internal static class PcapngOptions
{
    public const ushort Comment = 1;
    public const ushort SectionApplication = 4;
    public const ushort InterfaceName = 2;
    public const ushort InterfaceTimestampResolution = 9;
    public const int EndLength = HeaderLength;

    private const int HeaderLength = 4;

    // The length field has 16 bits; longer text is cut at a character.
    private const int MaxValueLength = ushort.MaxValue;

    public static int Padded(int length) => (length + 3) & ~3;

    public static int LengthOf(int valueLength) => HeaderLength + Padded(valueLength);

    /// <summary>Bytes that the text takes, after the cut if it is too long for an option.</summary>
    public static int TextLength(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        return length <= MaxValueLength ? length : Encoding.UTF8.GetByteCount(text.AsSpan(0, CharactersThatFit(text)));
    }

    public static void Write(ref Span<byte> options, ushort code, ReadOnlySpan<byte> value)
    {
        value.CopyTo(Begin(ref options, code, value.Length));
    }

    public static void WriteText(ref Span<byte> options, ushort code, string text, int length)
    {
        Span<byte> value = Begin(ref options, code, length);
        ReadOnlySpan<char> kept = text.Length * 3 <= MaxValueLength || length == Encoding.UTF8.GetByteCount(text)
            ? text
            : text.AsSpan(0, CharactersThatFit(text));
        _ = Encoding.UTF8.GetBytes(kept, value);
    }

    public static void WriteEnd(Span<byte> options) => options[..EndLength].Clear();

    private static Span<byte> Begin(ref Span<byte> options, ushort code, int length)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(options, code);
        BinaryPrimitives.WriteUInt16LittleEndian(options[2..], (ushort)length);
        options[(HeaderLength + length)..LengthOf(length)].Clear();
        Span<byte> value = options.Slice(HeaderLength, length);
        options = options[LengthOf(length)..];
        return value;
    }

    private static int CharactersThatFit(string text)
    {
        int bytes = 0;
        int characters = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxValueLength)
            {
                break;
            }

            characters += rune.Utf16SequenceLength;
        }

        return characters;
    }
}
