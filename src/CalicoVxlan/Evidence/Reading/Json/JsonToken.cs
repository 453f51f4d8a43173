using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>Single tokens of JSON, without exceptions.</summary>
internal static class JsonToken
{
    /// <summary>
    /// Moves to the next property of the object at that depth; false at its end. Afterwards the reader stands on the property's value. What is left of the
    /// value before is passed over.
    /// </summary>
    public static bool NextProperty(ref Utf8JsonReader reader, int depth, out ReadOnlySpan<byte> name)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1)
            {
                name = reader.ValueSpan;
                return reader.Read();
            }

            if (reader.CurrentDepth <= depth)
            {
                break;
            }
        }

        name = default;
        return false;
    }

    /// <summary>Moves to the next value of the array that the reader stands in; false at its end.</summary>
    public static bool NextValue(ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read())
        {
            if (reader.CurrentDepth <= depth)
            {
                return false;
            }

            if (reader.CurrentDepth == depth + 1 && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            {
                return true;
            }
        }

        return false;
    }

    public static bool TryAddress(ref Utf8JsonReader reader, out NetAddress address)
    {
        address = default;
        return reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out address);
    }

    public static bool TryMac(ref Utf8JsonReader reader, out MacAddress mac)
    {
        mac = default;
        return reader.TokenType == JsonTokenType.String && Utf8Address.TryParse(reader.ValueSpan, out mac);
    }

    /// <summary>Whether the value is that string.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(text);

    /// <summary>A string with escapes; false for one that is no text, such as half of a surrogate pair.</summary>
    public static bool TryUnescape(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            text = null;
        }

        return text is not null;
    }
}
