using System.Buffers;
using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace CalicoVxlan.Host.Formatting;

/// <summary>
/// Compact JSON in UTF-8, one buffer for all objects. Written by hand: what a line consists of is little, and 200,000 lines should
/// take no time.
/// </summary>
internal sealed class JsonText
{
    private const int MaxDepth = 6;

    // Besides what JSON itself asks for, control characters that move a terminal's cursor or turn its line are escaped.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private byte[] buffer = new byte[1024];
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear() => length = 0;

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    public void WriteByte(byte value)
    {
        Reserve(1);
        buffer[length++] = value;
    }

    public void WriteNumber(long value)
    {
        Reserve(20);
        _ = Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out int written);
        length += written;
    }

    public void WriteNumber(int? value)
    {
        if (value is { } number)
        {
            WriteNumber((long)number);
        }
        else
        {
            WriteRaw("null"u8);
        }
    }

    /// <summary>A value between quotes in a format that needs no escapes.</summary>
    public void WriteFormatted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        Reserve(66);
        buffer[length++] = (byte)'"';
        _ = value.TryFormat(buffer.AsSpan(length, 64), out int written, format, CultureInfo.InvariantCulture);
        length += written;
        buffer[length++] = (byte)'"';
    }

    public void WriteString(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * 6) + 2);
        buffer[length++] = (byte)'"';
        if (!text.ContainsAnyExcept(Plain))
        {
            _ = Ascii.FromUtf16(text, buffer.AsSpan(length), out int written);
            length += written;
        }
        else
        {
            WriteEscaped(text);
        }

        buffer[length++] = (byte)'"';
    }

    public void WriteValue(object? value, int depth)
    {
        switch (value)
        {
            case null:
                WriteRaw("null"u8);
                break;
            case string text:
                WriteString(text);
                break;
            case bool truth:
                WriteRaw(truth ? "true"u8 : "false"u8);
                break;
            case SwitchParameter present:
                WriteRaw(present ? "true"u8 : "false"u8);
                break;
            case Enum name:
                WriteString(name.ToString());
                break;
            case int or long or short or sbyte or byte or ushort or uint:
                WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset moment:
                WriteFormatted(moment, "O");
                break;
            case DateTime moment:
                WriteFormatted(moment, "O");
                break;
            case TimeSpan span:
                WriteFormatted(span, "c");
                break;
            case double or float or decimal or ulong or Int128 or UInt128:
                WriteReal(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                WriteComposite(value, depth);
                break;
        }
    }

    private void WriteReal(string text)
    {
        // JSON has no infinity and no NaN.
        if (char.IsAsciiDigit(text[^1]))
        {
            WriteRaw(Encoding.ASCII.GetBytes(text));
        }
        else
        {
            WriteString(text);
        }
    }

    private void WriteComposite(object value, int depth)
    {
        object plain = PSObject.Unwrap(value)!;
        if (plain != value)
        {
            WriteValue(plain, depth);
        }
        else if (depth >= MaxDepth || plain is Type or Uri or Guid or Version or char or System.Net.IPAddress or Exception)
        {
            WriteString(Convert.ToString(plain, CultureInfo.InvariantCulture) ?? "");
        }
        else if (plain is IDictionary map)
        {
            WriteMap(map, depth);
        }
        else if (plain is IEnumerable several)
        {
            WriteList(several, depth);
        }
        else
        {
            WriteObject(plain, depth);
        }
    }

    private void WriteObject(object value, int depth)
    {
        PropertyReader[] properties = ObjectShape.Of(value).Properties;
        WriteByte((byte)'{');
        for (int i = 0; i < properties.Length; i++)
        {
            if (i > 0)
            {
                WriteByte((byte)',');
            }

            WriteRaw(properties[i].JsonName);
            properties[i].WriteJson(value, this, depth + 1);
        }

        WriteByte((byte)'}');
    }

    private void WriteMap(IDictionary map, int depth)
    {
        byte separator = (byte)'{';
        foreach (DictionaryEntry entry in map)
        {
            WriteByte(separator);
            WriteString(Convert.ToString(entry.Key, CultureInfo.InvariantCulture));
            WriteByte((byte)':');
            WriteValue(entry.Value, depth + 1);
            separator = (byte)',';
        }

        WriteRaw(map.Count == 0 ? "{}"u8 : "}"u8);
    }

    private void WriteList(IEnumerable several, int depth)
    {
        WriteByte((byte)'[');
        bool first = true;
        foreach (object? one in several)
        {
            if (!first)
            {
                WriteByte((byte)',');
            }

            first = false;
            WriteValue(one, depth + 1);
        }

        WriteByte((byte)']');
    }

    // Room for the longest escape of every character has been reserved.
    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text, out Rune rune, out int consumed);
            text = text[consumed..];
            if (status != OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            int value = rune.Value;
            byte letter = value switch { '"' => (byte)'"', '\\' => (byte)'\\', '\n' => (byte)'n', '\r' => (byte)'r', '\t' => (byte)'t', _ => 0 };
            if (letter != 0)
            {
                buffer[length++] = (byte)'\\';
                buffer[length++] = letter;
            }
            else if (Rune.IsControl(rune) || value is 0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069))
            {
                "\\u"u8.CopyTo(buffer.AsSpan(length));
                _ = value.TryFormat(buffer.AsSpan(length + 2), out _, "x4", CultureInfo.InvariantCulture);
                length += 6;
            }
            else
            {
                length += rune.EncodeToUtf8(buffer.AsSpan(length));
            }
        }
    }

    private void Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        }
    }
}
