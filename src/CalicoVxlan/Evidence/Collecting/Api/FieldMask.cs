using System.Runtime.InteropServices;
using System.Text.Json;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>
/// Which fields of an object are kept, written as <c>metadata(name,labels(*)),spec(nodeName)</c>: a field without brackets is kept whole, one
/// with brackets in part, <c>prefix*</c> are all that begin so. In a list the mask is for each element. What no mask names is not kept.
/// </summary>
internal sealed class FieldMask
{
    private readonly Dictionary<string, FieldMask?> fields = new(StringComparer.Ordinal);
    private readonly List<string> prefixes = [];

    private FieldMask()
    {
    }

    public static FieldMask Parse(string text)
    {
        int at = 0;
        FieldMask mask = Parse(text, ref at);
        return at == text.Length ? mask : throw new FormatException(text);
    }

    /// <summary>Writes the value, or what of it is kept.</summary>
    public void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteFields(writer, value);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                // Where fields were expected; nobody knows what it is.
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>Writes the kept fields of an object into one that is begun.</summary>
    public void WriteFields(Utf8JsonWriter writer, JsonElement value)
    {
        foreach (JsonProperty field in value.EnumerateObject())
        {
            if (SecretNames.IsSecret(field.Name))
            {
                continue;
            }

            if (fields.TryGetValue(field.Name, out FieldMask? inner) && inner is not null)
            {
                writer.WritePropertyName(field.Name);
                inner.Write(writer, field.Value);
            }
            else if (inner is null && (fields.ContainsKey(field.Name) || prefixes.Exists(p => field.Name.StartsWith(p, StringComparison.Ordinal))))
            {
                writer.WritePropertyName(field.Name);
                WriteWhole(writer, field.Value);
            }
        }
    }

    // As it is, but for fields that look like secrets, at any depth.
    private static void WriteWhole(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (JsonProperty field in value.EnumerateObject().Where(static f => !SecretNames.IsSecret(f.Name)))
            {
                writer.WritePropertyName(field.Name);
                WriteWhole(writer, field.Value);
            }

            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (JsonElement item in value.EnumerateArray())
            {
                WriteWhole(writer, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }

    private static FieldMask Parse(string text, ref int at)
    {
        FieldMask mask = new();
        while (at < text.Length && text[at] != ')')
        {
            int start = at;
            while (at < text.Length && text[at] is not (',' or '(' or ')'))
            {
                at++;
            }

            string name = text[start..at];
            FieldMask? inner = null;
            if (at < text.Length && text[at] == '(')
            {
                at++;
                inner = Parse(text, ref at);
                at++;
            }

            if (name.EndsWith('*'))
            {
                mask.prefixes.Add(name[..^1]);
            }
            else
            {
                mask.fields.Add(name, inner);
            }

            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
        }

        return mask;
    }
}
