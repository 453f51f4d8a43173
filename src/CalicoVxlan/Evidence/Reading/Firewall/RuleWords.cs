using System.Globalization;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Firewall;

/// <summary>The words of a firewall rule; what is in quotes is one word.</summary>
internal sealed class RuleWords
{
    private const int Most = 4096;

    private readonly List<string> words = [];
    private int at;

    public RuleWords(string line)
    {
        int start = -1;
        bool quoted = false;
        for (int i = 0; i <= line.Length && words.Count < Most; i++)
        {
            char character = i < line.Length ? line[i] : ' ';
            quoted ^= character == '"' && i < line.Length;
            bool ends = i == line.Length || (!quoted && character is ' ' or '\t' or ',');
            if (ends && start >= 0)
            {
                words.Add(line[start..i]);
            }

            start = ends ? -1 : start < 0 ? i : start;
        }
    }

    public bool IsAtEnd => at >= words.Count;

    public string? Peek => at < words.Count ? words[at] : null;

    public string? Next() => at < words.Count ? words[at++] : null;

    public bool Take(string word)
    {
        bool isThere = Peek == word;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>The next word, or the words in braces; after <c>!=</c> they are what is not meant.</summary>
    public List<string> Values()
    {
        List<string> values = [];
        if (Take("!="))
        {
            values.Add("!=");
        }

        if (!Take("{"))
        {
            values.Add(Next() ?? "");
            return values;
        }

        while (Next() is { } word && word != "}")
        {
            values.Add(word);
        }

        return values;
    }

    /// <summary>Ports: numbers and ranges with a dash or a colon; null when something else is among them.</summary>
    public static List<(int First, int Last)>? Ports(IEnumerable<string> texts)
    {
        List<(int, int)> ports = [];
        foreach (string text in texts)
        {
            string[] ends = text.Split('-', ':');
            if (ends.Length > 2 || !Port(ends[0], out int first) || !Port(ends[^1], out int last))
            {
                return null;
            }

            ports.Add((first, last));
        }

        return ports;
    }

    /// <summary>Blocks of addresses; null when something else is among them, such as a set's name.</summary>
    public static List<Cidr>? Blocks(IEnumerable<string> texts)
    {
        List<Cidr> blocks = [];
        foreach (string text in texts)
        {
            string[] ends = text.Split('-');
            if (Cidr.TryParse(text, out Cidr block))
            {
                blocks.Add(block);
            }
            else if (ends.Length == 2 && NetAddress.TryParse(ends[0], out NetAddress first) && NetAddress.TryParse(ends[1], out NetAddress last))
            {
                blocks.AddRange(Cidr.Cover(first, last));
            }
            else
            {
                return null;
            }
        }

        return blocks;
    }

    private static bool Port(string text, out int port) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || Named(text, out port);

    // What /etc/services calls it; iptables -S writes numbers, nft writes numbers unless asked.
    private static bool Named(string text, out int port)
    {
        port = text is "vxlan" ? 4789 : text is "otv" ? 8472 : 0;
        return port != 0;
    }
}
