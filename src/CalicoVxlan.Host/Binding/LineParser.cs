namespace CalicoVxlan.Host.Binding;

/// <summary>Reads a pipeline out of one line.</summary>
internal sealed class LineParser
{
    private readonly string line;
    private readonly Lexer lexer;
    private Token current;

    private LineParser(string line)
    {
        this.line = line;
        lexer = new Lexer(line);
        current = lexer.Next();
    }

    public static List<CommandCall> Parse(string line)
    {
        LineParser parser = new(line);
        List<CommandCall> calls = [parser.Command()];
        while (parser.current.Kind == TokenKind.Pipe)
        {
            parser.Advance();
            calls.Add(parser.Command());
        }

        return calls;
    }

    /// <summary>A bare word's value: a constant, a number, or itself.</summary>
    public static object? Constant(string word) => word.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        "$NULL" => null,
        _ when word.Length > 1 && word[0] == '$' => throw new CommandLineException($"'{word}': cvx has no variables besides $true, $false and $null."),
        _ => NumberText.TryParse(word, out object number) ? new NumberLiteral(number, word) : word,
    };

    private CommandCall Command()
    {
        if (current.Kind != TokenKind.Word)
        {
            throw new CommandLineException(current.Kind is TokenKind.End or TokenKind.Pipe
                ? "A command is missing: write a command's name, and another one behind each '|'."
                : $"A command's name must stand where '{current.Text}' is.");
        }

        int start = current.Start;
        int end = current.End;
        string name = current.Text;
        List<CommandElement> elements = [];
        bool onlyValues = false;
        Advance();
        while (current.Kind is not (TokenKind.Pipe or TokenKind.End))
        {
            end = current.End;
            if (current is { Kind: TokenKind.Word, Text: "--", Quoted: false })
            {
                onlyValues = true;
                Advance();
            }
            else if (current.Kind == TokenKind.Parameter && !onlyValues)
            {
                elements.Add(Parameter());
            }
            else
            {
                elements.Add(CommandElement.Argument(Values()));
            }
        }

        return new CommandCall(name, elements, line[start..end]);
    }

    private CommandElement Parameter()
    {
        Token parameter = current;
        Advance();
        return parameter.Colon && current.Kind is not (TokenKind.Pipe or TokenKind.End)
            ? CommandElement.NamedWith(parameter.Text, Values())
            : CommandElement.Named(parameter.Text);
    }

    // a,b,c is a list; so is @(a, b), and one of a single value.
    private object? Values()
    {
        object? first = Value();
        if (current.Kind != TokenKind.Comma)
        {
            return first;
        }

        List<object?> values = [first];
        while (current.Kind == TokenKind.Comma)
        {
            Advance();
            values.Add(Value());
        }

        return values.ToArray();
    }

    private object? Value()
    {
        Token token = current;
        switch (token.Kind)
        {
            case TokenKind.OpenList:
                return List();
            case TokenKind.Word or TokenKind.Parameter:
                Advance();
                return token.Kind == TokenKind.Parameter ? line[token.Start..token.End]
                    : token.Quoted ? token.Text
                    : Constant(token.Text);
            default:
                throw new CommandLineException($"A value is missing at position {token.Start + 1}.");
        }
    }

    private object?[] List()
    {
        Advance();
        List<object?> values = [];
        while (current.Kind != TokenKind.CloseList)
        {
            if (current.Kind is TokenKind.End or TokenKind.Pipe)
            {
                throw new CommandLineException("A list that begins with '(' is not closed.");
            }

            object? value = Values();
            if (value is object?[] several)
            {
                values.AddRange(several);
            }
            else
            {
                values.Add(value);
            }
        }

        Advance();
        return values.ToArray();
    }

    private void Advance() => current = lexer.Next();
}
