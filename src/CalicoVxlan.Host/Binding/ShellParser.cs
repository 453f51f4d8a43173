namespace CalicoVxlan.Host.Binding;

/// <summary>Reads a pipeline out of the words that a shell has split and unquoted already.</summary>
internal static class ShellParser
{
    public static List<CommandCall> Parse(IReadOnlyList<string> words)
    {
        List<CommandCall> calls = [];
        int start = 0;
        for (int i = 0; i <= words.Count; i++)
        {
            if (i == words.Count || words[i] == "|")
            {
                calls.Add(Command(words, start, i));
                start = i + 1;
            }
        }

        return calls;
    }

    private static CommandCall Command(IReadOnlyList<string> words, int start, int end)
    {
        if (start == end)
        {
            throw new CommandLineException("A command is missing: write a command's name, and another one behind each '|'.");
        }

        List<CommandElement> elements = [];
        bool onlyValues = false;
        for (int i = start + 1; i < end; i++)
        {
            string word = words[i];
            if (word == "--" && !onlyValues)
            {
                onlyValues = true;
            }
            else
            {
                elements.Add(!onlyValues && word.Length > 1 && word[0] == '-' && (char.IsLetter(word[1]) || word[1] == '?')
                    ? Parameter(word)
                    : CommandElement.Argument(Value(word)));
            }
        }

        return new CommandCall(words[start], elements, string.Join(' ', words.Skip(start).Take(end - start))) { FromShell = true };
    }

    private static CommandElement Parameter(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? CommandElement.Named(word[1..])
            : colon == word.Length - 1 ? CommandElement.Named(word[1..colon])
            : CommandElement.NamedWith(word[1..colon], Value(word[(colon + 1)..]));
    }

    // A comma separates values, except in the name of a file that is there.
    private static object? Value(string word)
    {
        if (!word.Contains(',', StringComparison.Ordinal) || word.Contains(' ', StringComparison.Ordinal) || Path.Exists(word))
        {
            return Constant(word);
        }

        string[] parts = word.Split(',');
        return Array.ConvertAll(parts, Constant);
    }

    // The shell took the quotes away: a file may be called $true, but nothing else with a $ is refused.
    private static object? Constant(string word) =>
        word.Length > 0 && word[0] == '$' && word.ToUpperInvariant() is not ("$TRUE" or "$FALSE" or "$NULL") ? word : LineParser.Constant(word);
}
