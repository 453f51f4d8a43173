using System.Text;

namespace CalicoVxlan.Host.Binding;

/// <summary>What a piece of a line is.</summary>
internal enum TokenKind
{
    Word,
    Parameter,
    Comma,
    OpenList,
    CloseList,
    Pipe,
    End,
}

/// <summary>
/// A piece of a line. <c>Quoted</c> text is never a number or a constant; <c>Glued</c> says that no space stands before it;
/// <c>Colon</c> that a parameter's name ends in one.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Text, bool Quoted, bool Glued, bool Colon, int Start, int End);

/// <summary>Splits a line as PowerShell does in command mode, as far as there are no variables and no script blocks.</summary>
internal sealed class Lexer(string line)
{
    private int at;

    public Token Next()
    {
        int before = at;
        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }

        bool glued = at == before;
        int start = at;
        if (at == line.Length)
        {
            return new Token(TokenKind.End, "", false, glued, false, start, start);
        }

        switch (line[at])
        {
            case '|':
                return Single(TokenKind.Pipe, 1, glued);
            case ',':
                return Single(TokenKind.Comma, 1, glued);
            case ')':
                return Single(TokenKind.CloseList, 1, glued);
            case '(':
                return Single(TokenKind.OpenList, 1, glued);
            case '@' when at + 1 < line.Length && line[at + 1] == '(':
                return Single(TokenKind.OpenList, 2, glued);
            case '-' when at + 1 < line.Length && (char.IsLetter(line[at + 1]) || line[at + 1] is '?' or '_'):
                return Parameter(glued);
            case ';' or '&' or '{' or '}' or '<' or '>':
                throw new CommandLineException(
                    $"'{line[at]}' at position {at + 1}: cvx is no shell. It runs one pipeline of its own commands; quote text that has this character.");
            default:
                return Word(glued);
        }
    }

    private Token Single(TokenKind kind, int length, bool glued)
    {
        at += length;
        return new Token(kind, line[(at - length)..at], false, glued, false, at - length, at);
    }

    private Token Parameter(bool glued)
    {
        int start = at++;
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] is not (':' or '|' or ',' or '(' or ')' or '\'' or '"'))
        {
            at++;
        }

        string name = line[(start + 1)..at];
        bool colon = at < line.Length && line[at] == ':';
        at += colon ? 1 : 0;
        return new Token(TokenKind.Parameter, name, false, glued, colon, start, at);
    }

    // Quoted and unquoted pieces without a space between them are one word: a'b c'd.
    private Token Word(bool glued)
    {
        int start = at;
        bool quoted = false;
        StringBuilder word = new();
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] is not ('|' or ',' or ')' or ';'))
        {
            char c = line[at++];
            switch (c)
            {
                case '\'' or '"':
                    quoted = true;
                    Quoted(c, word);
                    break;
                case '`' when at < line.Length:
                    quoted = true;
                    _ = word.Append(line[at++]);
                    break;
                default:
                    _ = word.Append(c);
                    break;
            }
        }

        return new Token(TokenKind.Word, word.ToString(), quoted, glued, false, start, at);
    }

    private void Quoted(char quote, StringBuilder word)
    {
        int opened = at;
        while (at < line.Length)
        {
            char c = line[at++];
            if (c == quote)
            {
                if (at == line.Length || line[at] != quote)
                {
                    return;
                }

                at++;
            }
            else if (c == '`' && quote == '"' && at < line.Length)
            {
                c = line[at++] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', char other => other };
            }

            _ = word.Append(c);
        }

        throw new CommandLineException($"The quote {quote} at position {opened} is not closed.");
    }
}
