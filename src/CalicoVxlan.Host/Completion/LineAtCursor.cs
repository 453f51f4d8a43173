using CalicoVxlan.Host.Binding;

namespace CalicoVxlan.Host.Completion;

/// <summary>A line that ends at the cursor: its last command, what is whole of that, and the word being written.</summary>
internal sealed record LineAtCursor(string? Command, IReadOnlyList<Token> Before, string Word, bool AfterComma)
{
    public static LineAtCursor Read(string line)
    {
        List<Token> tokens = Tokens(line, out int end);
        int start = tokens.FindLastIndex(static t => t.Kind == TokenKind.Pipe) + 1;
        List<Token> command = tokens[start..];

        // The cursor stands at the last token's end: that token is still being written.
        string word = "";
        if (command.Count > 0 && command[^1].End >= end && command[^1].Kind is TokenKind.Word or TokenKind.Parameter && command[^1] is { Colon: false })
        {
            word = command[^1].Kind == TokenKind.Parameter ? "-" + command[^1].Text : command[^1].Text;
            command.RemoveAt(command.Count - 1);
        }

        return command.Count == 0
            ? new LineAtCursor(null, [], word, false)
            : new LineAtCursor(command[0].Text, command[1..], word, command[^1].Kind == TokenKind.Comma);
    }

    // A quote that is still open is closed for the lexer; what it can't read ends the line.
    private static List<Token> Tokens(string line, out int end)
    {
        end = line.Length;
        foreach (string closed in new[] { line, line + "'", line + "\"" })
        {
            try
            {
                List<Token> tokens = [];
                Lexer lexer = new(closed);
                for (Token token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
                {
                    tokens.Add(token);
                }

                return tokens;
            }
            catch (CommandLineException)
            {
                // The next one may do.
            }
        }

        return [];
    }
}
