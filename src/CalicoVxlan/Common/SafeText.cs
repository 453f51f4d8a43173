using System.Text;

namespace CalicoVxlan.Common;

/// <summary>
/// Text from outside (names, comments, paths) made safe for a terminal: control characters, which could move the cursor or
/// start an escape sequence, and characters that reorder the line become visible escapes such as <c>\x1b</c>.
/// </summary>
public static class SafeText
{
    /// <summary>The text with every control and bidirectional-override character written as an escape; the same string when there is none.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsHarmless(text))
        {
            return text;
        }

        StringBuilder cleaned = new(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c))
            {
                bool paired = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                _ = paired ? cleaned.Append(c).Append(text[++i]) : cleaned.Append('\uFFFD');
            }
            else if (char.IsControl(c))
            {
                _ = cleaned.Append("\\x").Append(((int)c).ToString("x2", null));
            }
            else if (IsReordering(c))
            {
                _ = cleaned.Append("\\u").Append(((int)c).ToString("x4", null));
            }
            else
            {
                _ = cleaned.Append(c);
            }
        }

        return cleaned.ToString();
    }

    private static bool IsHarmless(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    // Bidirectional controls, and the line and paragraph separators some terminals break a line at.
    private static bool IsReordering(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
