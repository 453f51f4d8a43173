using System.Diagnostics.CodeAnalysis;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>
/// The selector of a pool, as far as pools use them: all(), has(key), !has(key), key == 'value', key != 'value', joined by <c>&amp;&amp;</c>
/// (libcalico-go/lib/selector). Anything else can't be parsed, and says nothing.
/// </summary>
internal sealed class NodeSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> terms = [];

    public bool Matches(IReadOnlyDictionary<string, string> labels) => terms.TrueForAll(t => t(labels));

    public static bool TryParse(string text, [NotNullWhen(true)] out NodeSelector? selector)
    {
        selector = new NodeSelector();
        foreach (string part in text.Split("&&"))
        {
            if (Term(part.Trim()) is not { } term)
            {
                selector = null;
                return false;
            }

            selector.terms.Add(term);
        }

        return true;
    }

    private static Func<IReadOnlyDictionary<string, string>, bool>? Term(string text)
    {
        if (text is "all()" or "")
        {
            return static _ => true;
        }

        bool isNegated = text.StartsWith('!');
        string plain = isNegated ? text[1..].Trim() : text;
        if (plain.StartsWith("has(", StringComparison.Ordinal) && plain.EndsWith(')'))
        {
            string key = plain[4..^1].Trim();
            return labels => labels.ContainsKey(key) != isNegated;
        }

        foreach ((string sign, bool wanted) in ((string, bool)[])[("==", true), ("!=", false)])
        {
            string[] sides = text.Split(sign, 2);
            if (sides.Length == 2 && Quoted(sides[1].Trim()) is { } value)
            {
                string key = sides[0].Trim();
                return labels => (labels.TryGetValue(key, out string? found) && found == value) == wanted;
            }
        }

        return null;
    }

    private static string? Quoted(string text) => text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : null;
}
