using System.Globalization;
using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>Values inside an API object, none of which may be there or be of the right kind.</summary>
internal static class JsonPath
{
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<string> path)
    {
        JsonElement at = from;
        foreach (string name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    /// <summary>A string, number or truth value as text without control characters; null for anything else.</summary>
    public static string? Text(this JsonElement from, params ReadOnlySpan<string> path) => from.At(path) is { } found ? Plain(found) : null;

    public static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => SafeText.Clean(value.GetString() ?? ""),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>True for a true or the text "true": some objects of crd.projectcalico.org/v1 have it as text.</summary>
    public static bool IsTrue(this JsonElement from, params ReadOnlySpan<string> path) => from.Text(path) == "true";

    public static int? Int(this JsonElement from, params ReadOnlySpan<string> path) =>
        int.TryParse(from.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    public static IEnumerable<JsonElement> List(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject() : [];

    public static string[] Texts(this JsonElement from, params ReadOnlySpan<string> path) => [.. from.List(path).Select(Plain).OfType<string>()];

    public static DateTimeOffset? Time(this JsonElement from, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(from.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    public static Cidr? Block(this JsonElement from, params ReadOnlySpan<string> path) => Cidr.TryParse(from.Text(path), out Cidr cidr) ? cidr : null;

    /// <summary>The state of a condition: True, False; null when it is not there.</summary>
    public static bool? Condition(this JsonElement from, string type)
    {
        foreach (JsonElement condition in from.List("status", "conditions"))
        {
            if (condition.Text("type") == type)
            {
                return condition.Text("status") switch { "True" => true, "False" => false, _ => null };
            }
        }

        return null;
    }
}
