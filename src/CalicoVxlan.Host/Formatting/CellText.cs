using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Formatting;

/// <summary>A value as tables and lists show it: one line, nothing in it that a terminal would obey.</summary>
internal static class CellText
{
    private const int MostElements = 4;

    public static string Of(object? value, string? format = null) => SafeText.Clean(Raw(value, format));

    private static string Raw(object? value, string? format)
    {
        value = PSObject.Unwrap(value);
        switch (value)
        {
            case null:
                return "";
            case string text:
                return format is null ? text : Formatted(format, text);
            case IDictionary or IObjectShape:
                return value.ToString() ?? "";
            case IEnumerable several:
                return List(several);
            default:
                return format is not null ? Formatted(format, value)
                    : value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture)
                    : value.ToString() ?? "";
        }
    }

    private static string Formatted(string format, object value)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, value);
        }
        catch (FormatException)
        {
            return value.ToString() ?? "";
        }
    }

    // {a, b, c, d…}, as PowerShell cuts lists.
    private static string List(IEnumerable several)
    {
        StringBuilder text = new("{");
        int count = 0;
        foreach (object? one in several)
        {
            if (count == MostElements)
            {
                _ = text.Append('…');
                break;
            }

            _ = (count++ > 0 ? text.Append(", ") : text).Append(Raw(one, null));
        }

        return text.Append('}').ToString();
    }
}
