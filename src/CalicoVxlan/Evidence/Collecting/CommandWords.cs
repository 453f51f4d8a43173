using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>A prefix as an admin writes it, <c>ssh -p 22 'admin@{node}'</c>, taken apart into words here and not by a shell.</summary>
public static class CommandWords
{
    /// <summary>What stands for the node's name.</summary>
    public const string Node = "{node}";

    /// <summary>Words between blanks; single quotes keep everything, double quotes and a backslash as a POSIX shell does, nothing is expanded.</summary>
    /// <exception cref="EvidenceException">A quote does not end, there is no word, or none has the node in it.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> words = [];
        StringBuilder word = new();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    _ = word.Append(quote == '"' && c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' ? text[++i] : c);
                }
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                _ = word.Append(c == '\\' && i + 1 < text.Length && !OperatingSystem.IsWindows() ? text[++i] : c);
                inWord = true;
            }
        }

        End();
        return quote != '\0' ? throw Bad(text, "a quote does not end")
            : words.Count == 0 || words[0].Length == 0 ? throw Bad(text, "it names no program")
            : !words.Skip(1).Any(static w => w.Contains(Node, StringComparison.Ordinal)) ? throw Bad(text, $"none of its arguments has {Node} in it")
            : words;

        void End()
        {
            if (inWord)
            {
                words.Add(word.ToString());
                _ = word.Clear();
                inWord = false;
            }
        }
    }

    /// <summary>The words for one node: its name is put into them as data, whatever it is.</summary>
    internal static string[] For(IReadOnlyList<string> words, string node) =>
        [.. words.Select(w => w.Replace(Node, node, StringComparison.Ordinal))];

    private static EvidenceException Bad(string text, string why) => new(
        EvidenceFailure.BadNodeCommand, SafeText.Clean(text), $"'{SafeText.Clean(text)}' leads to no node: {why}.",
        $"Write the words that stand before a command on a node, such as: ssh {Node}; it must pass on standard input (docker exec -i {Node}).");
}
