using System.Text;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>
/// A line as a POSIX shell takes it apart: words, and of each character whether quotes or a backslash keep the shell from giving it a meaning. In a sentence before a
/// command an apostrophe after a letter is no quote.
/// </summary>
internal sealed class ShellLine
{
    private readonly StringBuilder text = new();
    private readonly List<bool> literal = [];

    public ShellLine(string line)
    {
        bool isSingle = false;
        bool isDouble = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (isSingle)
            {
                isSingle = c != '\'';
                Add(c, isLiteral: true, unless: !isSingle);
            }
            else if (c == '\\' && i + 1 < line.Length)
            {
                Add(line[++i], isLiteral: true);
            }
            else if (c == '\'' && !isDouble && !(i > 0 && char.IsAsciiLetter(line[i - 1])))
            {
                isSingle = true;
            }
            else if (c == '"')
            {
                isDouble = !isDouble;
            }
            else
            {
                Add(c, isLiteral: false);
            }
        }

        IsOpen = isSingle || isDouble;
        Text = text.ToString();
    }

    /// <summary>A quote is not closed: what is pasted next would be inside.</summary>
    public bool IsOpen { get; }

    /// <summary>The line without its quotes.</summary>
    public string Text { get; }

    /// <summary>Whether each place that has these characters is literal.</summary>
    public bool IsLiteral(string part)
    {
        for (int at = Text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            if (literal.GetRange(at, part.Length).Contains(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words, literal blanks being part of theirs.</summary>
    public IReadOnlyList<string> Words()
    {
        List<string> words = [];
        int start = 0;
        for (int i = 0; i <= Text.Length; i++)
        {
            if (i == Text.Length || (!literal[i] && Text[i] is ' ' or ';'))
            {
                words.Add(Text[start..i]);
                start = i + 1;
            }
        }

        return [.. words.Where(static w => w.Length > 0)];
    }

    private void Add(char c, bool isLiteral, bool unless = false)
    {
        if (!unless)
        {
            _ = text.Append(c);
            literal.Add(isLiteral);
        }
    }
}
