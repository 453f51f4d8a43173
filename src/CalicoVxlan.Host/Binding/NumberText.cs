using System.Globalization;

namespace CalicoVxlan.Host.Binding;

/// <summary>Numbers as PowerShell writes them: decimal, 0x hexadecimal, with an exponent, in KB, MB, GB, TB.</summary>
internal static class NumberText
{
    public static bool TryParse(ReadOnlySpan<char> text, out object number)
    {
        number = 0;
        if (text.IsEmpty || !(char.IsAsciiDigit(text[0]) || (text.Length > 1 && text[0] is '-' or '+' or '.')))
        {
            return false;
        }

        long factor = Factor(ref text);
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = text is ['-' or '+', ..] ? text[1..] : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            if (!long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex))
            {
                return false;
            }

            return Scale(negative ? -hex : hex, factor, out number);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return Scale(whole, factor, out number);
        }

        if (digits.IsEmpty || !(char.IsAsciiDigit(digits[0]) || digits[0] == '.')
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real))
        {
            return false;
        }

        number = real * factor;
        return true;
    }

    private static bool Scale(long value, long factor, out object number)
    {
        Int128 scaled = (Int128)value * factor;
        number = scaled >= int.MinValue && scaled <= int.MaxValue ? (int)scaled
            : scaled >= long.MinValue && scaled <= long.MaxValue ? (long)scaled
            : (object)(double)scaled;
        return true;
    }

    private static long Factor(ref ReadOnlySpan<char> text)
    {
        ReadOnlySpan<string> units = ["KB", "MB", "GB", "TB", "PB"];
        long factor = 1;
        foreach (string unit in units)
        {
            factor *= 1024;
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^2];
                return factor;
            }
        }

        return 1;
    }
}
