using System.Text;

namespace System.Management.Automation;

[Flags]
public enum WildcardOptions
{
    None = 0,
    Compiled = 1,
    IgnoreCase = 2,
    CultureInvariant = 4,
}

/// <summary>A pattern of *, ?, [a-z] and the backtick that takes their meaning away.</summary>
public sealed class WildcardPattern
{
    private readonly string pattern;
    private readonly bool ignoreCase;

    public WildcardPattern(string pattern)
        : this(pattern, WildcardOptions.None)
    {
    }

    public WildcardPattern(string pattern, WildcardOptions options)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        this.pattern = pattern;
        ignoreCase = options.HasFlag(WildcardOptions.IgnoreCase);
    }

    public static WildcardPattern Get(string pattern, WildcardOptions options) => new(pattern, options);

    public static bool ContainsWildcardCharacters(string pattern)
    {
        for (int i = 0; i < (pattern?.Length ?? 0); i++)
        {
            if (pattern![i] == '`')
            {
                i++;
            }
            else if (pattern[i] is '*' or '?' or '[' or ']')
            {
                return true;
            }
        }

        return false;
    }

    public static string Escape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        StringBuilder escaped = new(pattern.Length);
        foreach (char c in pattern)
        {
            _ = (c is '*' or '?' or '[' or ']' or '`' ? escaped.Append('`') : escaped).Append(c);
        }

        return escaped.ToString();
    }

    public static string Unescape(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        StringBuilder plain = new(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '`' && i + 1 < pattern.Length)
            {
                i++;
            }

            _ = plain.Append(pattern[i]);
        }

        return plain.ToString();
    }

    public bool IsMatch(string input) => input is not null && Matches(input);

    // Goes back to the last star only: linear in practice, and at worst the product of both lengths.
    private bool Matches(string text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && MatchesOne(ref p, text[t]))
            {
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    // On a match the position moves behind the pattern's element; otherwise the caller sets it anew.
    private bool MatchesOne(ref int p, char c)
    {
        switch (pattern[p])
        {
            case '?':
                p++;
                return true;
            case '[' when pattern.IndexOf(']', p + 1) is > 0 and int end && end > p + 1:
                bool inside = InSet(pattern.AsSpan(p + 1, end - p - 1), c);
                p = end + 1;
                return inside;
            case '`' when p + 1 < pattern.Length:
                p++;
                break;
            default:
                break;
        }

        return Fold(pattern[p++]) == Fold(c);
    }

    private bool InSet(ReadOnlySpan<char> set, char c)
    {
        c = Fold(c);
        for (int i = 0; i < set.Length; i++)
        {
            bool range = i + 2 < set.Length && set[i + 1] == '-';
            if (range ? c >= Fold(set[i]) && c <= Fold(set[i + 2]) : c == Fold(set[i]))
            {
                return true;
            }

            i += range ? 2 : 0;
        }

        return false;
    }

    private char Fold(char c) => ignoreCase ? char.ToLowerInvariant(c) : c;
}
