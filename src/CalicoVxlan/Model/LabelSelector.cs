using System.Diagnostics.CodeAnalysis;

namespace CalicoVxlan.Model;

/// <summary>
/// A selector of labels as Calico writes them (libcalico-go/lib/selector): all(), has(key), key == 'v', key != 'v', key in { 'v', ... },
/// key not in { ... }, key contains, starts with, ends with 'v'; with !, &amp;&amp;, || and parentheses. What is none says nothing.
/// </summary>
internal sealed class LabelSelector
{
    private readonly Func<IReadOnlyDictionary<string, string>, bool> matches;

    private LabelSelector(Func<IReadOnlyDictionary<string, string>, bool> matches) => this.matches = matches;

    public bool Matches(IReadOnlyDictionary<string, string> labels) => matches(labels);

    // Longer ones nobody writes, and each term of a hostile one is a call deeper.
    private const int Longest = 16_384;

    public static bool TryParse(string text, [NotNullWhen(true)] out LabelSelector? selector)
    {
        if (text.Length > Longest)
        {
            selector = null;
            return false;
        }

        Parser parser = new(text);
        Func<IReadOnlyDictionary<string, string>, bool>? found = string.IsNullOrWhiteSpace(text) ? static _ => true : parser.Any(depth: 0);
        selector = found is not null && parser.IsAtEnd ? new LabelSelector(found) : null;
        return selector is not null;
    }

    /// <summary>Goes through the text once; null from any part is a selector that can't be read.</summary>
    private sealed class Parser(string text)
    {
        // Nobody writes deeper ones, and a hostile one is not to use up the stack.
        private const int Deepest = 50;
        private int at = string.IsNullOrWhiteSpace(text) ? text.Length : 0;

        public bool IsAtEnd
        {
            get
            {
                SkipBlanks();
                return at == text.Length;
            }
        }

        public Func<IReadOnlyDictionary<string, string>, bool>? Any(int depth)
        {
            Func<IReadOnlyDictionary<string, string>, bool>? left = All(depth);
            while (left is not null && Take("||"))
            {
                (Func<IReadOnlyDictionary<string, string>, bool> one, Func<IReadOnlyDictionary<string, string>, bool>? other) = (left, All(depth));
                left = other is null ? null : l => one(l) || other(l);
            }

            return left;
        }

        private Func<IReadOnlyDictionary<string, string>, bool>? All(int depth)
        {
            Func<IReadOnlyDictionary<string, string>, bool>? left = Term(depth);
            while (left is not null && Take("&&"))
            {
                (Func<IReadOnlyDictionary<string, string>, bool> one, Func<IReadOnlyDictionary<string, string>, bool>? other) = (left, Term(depth));
                left = other is null ? null : l => one(l) && other(l);
            }

            return left;
        }

        private Func<IReadOnlyDictionary<string, string>, bool>? Term(int depth)
        {
            if (depth > Deepest)
            {
                return null;
            }

            if (Take("!"))
            {
                return Term(depth + 1) is { } negated ? l => !negated(l) : null;
            }

            if (Take("("))
            {
                return Any(depth + 1) is { } inner && Take(")") ? inner : null;
            }

            if (Take("all()"))
            {
                return static _ => true;
            }

            if (Take("has("))
            {
                return Key() is { } named && Take(")") ? l => l.ContainsKey(named) : null;
            }

            return Key() is { } key ? Comparison(key) : null;
        }

        private Func<IReadOnlyDictionary<string, string>, bool>? Comparison(string key)
        {
            if (Take("not in"))
            {
                return Values() is { } others ? l => !(l.TryGetValue(key, out string? v) && others.Contains(v)) : null;
            }

            if (Take("in"))
            {
                return Values() is { } values ? l => l.TryGetValue(key, out string? v) && values.Contains(v) : null;
            }

            foreach ((string sign, Func<string, string, bool> holds) in Signs)
            {
                if (Take(sign))
                {
                    // A label that is not there is unequal to everything.
                    return Value() is { } value ? l => l.TryGetValue(key, out string? v) ? holds(v, value) : sign == "!=" : null;
                }
            }

            return null;
        }

        private static readonly (string Sign, Func<string, string, bool> Holds)[] Signs =
        [
            ("==", static (v, w) => v == w), ("!=", static (v, w) => v != w), ("contains", static (v, w) => v.Contains(w, StringComparison.Ordinal)),
            ("starts with", static (v, w) => v.StartsWith(w, StringComparison.Ordinal)), ("ends with", static (v, w) => v.EndsWith(w, StringComparison.Ordinal)),
        ];

        private string? Key()
        {
            SkipBlanks();
            int start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-' or '/'))
            {
                at++;
            }

            return at > start ? text[start..at] : null;
        }

        private string? Value()
        {
            SkipBlanks();
            if (at >= text.Length || text[at] is not ('\'' or '"') || text.IndexOf(text[at], at + 1) is not (> 0 and int end))
            {
                return null;
            }

            string value = text[(at + 1)..end];
            at = end + 1;
            return value;
        }

        private HashSet<string>? Values()
        {
            HashSet<string> found = new(StringComparer.Ordinal);
            if (!Take("{"))
            {
                return null;
            }

            while (!Take("}"))
            {
                if ((found.Count > 0 && !Take(",")) || Value() is not { } value)
                {
                    return null;
                }

                found.Add(value);
            }

            return found;
        }

        private bool Take(string token)
        {
            SkipBlanks();
            if (!text.AsSpan(at).StartsWith(token, StringComparison.Ordinal))
            {
                return false;
            }

            at += token.Length;
            return true;
        }

        private void SkipBlanks()
        {
            while (at < text.Length && text[at] is ' ' or '\t')
            {
                at++;
            }
        }
    }
}
