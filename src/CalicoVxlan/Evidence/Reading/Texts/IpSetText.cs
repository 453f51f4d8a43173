using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Texts;

/// <summary>
/// Sets of addresses, from <c>ipset list</c> (Name:, Members:, a member a line) or from <c>nft list sets</c> and <c>nft list ruleset</c>
/// (set NAME { ... elements = { ..., ... } }). Members that are more than an address, a block or a range are no addresses and are left out.
/// No set at all is an answer.
/// </summary>
internal static class IpSetText
{
    // A range of odd borders needs up to 62 blocks, or 254 of IPv6.
    private const int MostBlocksOfRange = 254;

    public static Dictionary<string, IReadOnlyList<Cidr>> Read(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        Dictionary<string, IReadOnlyList<Cidr>> found = new(StringComparer.Ordinal);
        List<Cidr>? members = null;
        bool inMembers = false;
        bool inElements = false;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = TextLine.Trim(text[range]);
            if (inElements)
            {
                inElements = !Elements(line, members!);
            }
            else if (line.StartsWith("Name:"u8))
            {
                (members, inMembers) = (Of(found, TextLine.Trim(line["Name:"u8.Length..])), false);
            }
            else if (line.StartsWith("set "u8) && line.EndsWith("{"u8))
            {
                (members, inMembers) = (Of(found, TextLine.Trim(line["set "u8.Length..^1])), false);
            }
            else if (line.SequenceEqual("}"u8) || line.IsEmpty)
            {
                (members, inMembers) = (line.IsEmpty && !inMembers ? members : null, false);
            }
            else if (members is not null && line.SequenceEqual("Members:"u8))
            {
                inMembers = true;
            }
            else if (inMembers)
            {
                Add(members!, TextLine.FirstWord(line));
            }
            else if (members is not null && line.StartsWith("elements = {"u8))
            {
                inElements = !Elements(line["elements = {"u8.Length..], members);
            }
        }

        if (LooksLikeTables(text) && OpenBraces(text) != 0)
        {
            throw new BrokenFileException("it ends in its middle");
        }

        return found.Count > 0 || TextLine.Trim(text).IsEmpty || LooksLikeTables(text) ? found : throw new BrokenFileException("it is neither of ipset nor of nft");
    }

    // Tables may be without sets.
    private static bool LooksLikeTables(ReadOnlySpan<byte> text) => TextLine.Trim(text).StartsWith("table "u8);

    // A comment, which is in quotes, may have any.
    private static int OpenBraces(ReadOnlySpan<byte> text)
    {
        int open = 0;
        bool quoted = false;
        foreach (byte character in text)
        {
            quoted ^= character == '"';
            open += quoted ? 0 : character == '{' ? 1 : character == '}' ? -1 : 0;
        }

        return open;
    }

    private static List<Cidr> Of(Dictionary<string, IReadOnlyList<Cidr>> found, ReadOnlySpan<byte> name)
    {
        string text = SafeText.Clean(Encoding.UTF8.GetString(name));
        if (found.TryGetValue(text, out IReadOnlyList<Cidr>? known))
        {
            return (List<Cidr>)known;
        }

        List<Cidr> made = [];
        found[text] = made;
        return made;
    }

    /// <summary>Takes the elements of one line; true when the last one was among them.</summary>
    private static bool Elements(ReadOnlySpan<byte> line, List<Cidr> members)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (!quoted && line[i] is (byte)',' or (byte)'}')
            {
                Element(line[start..i], members);
                start = i + 1;
                if (line[i] == '}')
                {
                    return true;
                }
            }
        }

        Element(line[start..], members);
        return false;
    }

    // 10.0.0.1 timeout 1h comment "..." is an address with more said of it; 10.0.0.1 . tcp . 80 is none.
    private static void Element(ReadOnlySpan<byte> element, List<Cidr> members)
    {
        ReadOnlySpan<byte> word = TextLine.FirstWord(element);
        ReadOnlySpan<byte> rest = TextLine.Trim(TextLine.Trim(element)[word.Length..]);
        if (!rest.StartsWith("."u8) && !rest.StartsWith(":"u8))
        {
            Add(members, word);
        }
    }

    private static void Add(List<Cidr> members, ReadOnlySpan<byte> word)
    {
        int dash = word.IndexOf((byte)'-');
        if (dash > 0)
        {
            if (Utf8Address.TryParse(word[..dash], out NetAddress first) && Utf8Address.TryParse(word[(dash + 1)..], out NetAddress last))
            {
                members.AddRange(Cidr.Cover(first, last).Take(MostBlocksOfRange));
            }
        }
        else if (Utf8Address.TryParse(word, out Cidr cidr))
        {
            members.Add(cidr);
        }
    }
}
