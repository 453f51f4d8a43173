using System.Buffers;
using System.Buffers.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>
/// JSON exactly as iproute2 writes it: no white space, no escapes, strings, whole numbers and lists of strings. It goes forward only and answers false for
/// everything else; then <see cref="EntryFields"/> reads the entry, which knows all of JSON and says what is wrong with it.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> endsPlainText = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Bytes that were passed.</summary>
    public int Position { get; set; }

    public bool Take(byte character)
    {
        bool isThere = Position < text.Length && text[Position] == character;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>A property's name and the colon.</summary>
    public bool Name(out ReadOnlySpan<byte> name) => Text(out name) && Take((byte)':');

    /// <summary>Notes that the entry has that field; false when it had it before.</summary>
    /// <param name="seen">A bit a field.</param>
    /// <param name="field">Its number, 0 to 31.</param>
    public static bool Once(ref uint seen, int field)
    {
        uint before = seen;
        seen |= 1u << field;
        return seen != before;
    }

    public bool Text(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!Take((byte)'"'))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[Position..];
        int length = rest.IndexOfAny(endsPlainText);
        if (length < 0 || rest[length] != '"')
        {
            return false;
        }

        value = rest[..length];
        Position += length + 1;
        return true;
    }

    /// <summary>A text that comes again and again.</summary>
    public bool Text(TextPool texts, out string? value)
    {
        bool isText = Text(out ReadOnlySpan<byte> bytes);
        value = isText ? texts.Get(bytes) : null;
        return isText;
    }

    public bool Address(out NetAddress address)
    {
        address = default;
        return Text(out ReadOnlySpan<byte> value) && Utf8Address.TryParse(value, out address);
    }

    public bool Mac(out MacAddress mac)
    {
        mac = default;
        return Text(out ReadOnlySpan<byte> value) && Utf8Address.TryParse(value, out mac);
    }

    /// <summary>A number without sign, fraction or exponent.</summary>
    public bool Number(out uint value)
    {
        bool isNumber = Utf8Parser.TryParse(text[Position..], out value, out int used) && (text[Position] != '0' || used == 1) && text[Position] != '+';
        Position += isNumber ? used : 0;
        return isNumber;
    }

    /// <summary>Whether a list of strings has that one; the answer is false when it is no such list.</summary>
    public bool List(ReadOnlySpan<byte> wanted, out bool isThere) => List(wanted, default, out isThere, out _);

    /// <inheritdoc cref="List(ReadOnlySpan{byte}, out bool)"/>
    public bool List(ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> other, out bool isThere, out bool isOtherThere)
    {
        isThere = isOtherThere = false;
        if (!Take((byte)'['))
        {
            return false;
        }

        if (Take((byte)']'))
        {
            return true;
        }

        do
        {
            if (!Text(out ReadOnlySpan<byte> value))
            {
                return false;
            }

            isThere |= value.SequenceEqual(wanted);
            isOtherThere |= value.SequenceEqual(other);
        }
        while (Take((byte)','));
        return Take((byte)']');
    }
}
