using System.Text;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Reading.Json;
using CalicoVxlan.Evidence.Reading.Tables;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Texts;

/// <summary>
/// <c>ip -all netns exec ip -j -d addr show</c>: for each namespace a line <c>netns: NAME</c> and a list. A namespace whose list is broken is left out;
/// no namespace at all is an answer.
/// </summary>
internal static class PodLinkText
{
    public static IReadOnlyList<PodLinkRecord> Read(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        using Entries<PodLinkRecord> found = new();
        if (TextLine.Trim(text).IsEmpty)
        {
            return [];
        }

        int good = 0;
        int section = NextSection(text, 0);
        while (section < text.Length)
        {
            int end = NextSection(text, section + Mark.Length);
            good += ReadSection(text[section..end], section, found, texts, odd) ? 1 : 0;
            section = end;
        }

        odd.NeedSome(good);
        return good > 0 ? found.ToArray() : throw new BrokenFileException("no line reads 'netns: NAME'");
    }

    private static ReadOnlySpan<byte> Mark => "netns: "u8;

    // JSON has no line break inside a string, so no name can look like a mark.
    private static int NextSection(ReadOnlySpan<byte> text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            int next = text[at..].IndexOf(Mark);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (at == 0 || text[at - 1] == '\n')
            {
                return at;
            }
        }

        return text.Length;
    }

    private static bool ReadSection(ReadOnlySpan<byte> section, int place, Entries<PodLinkRecord> into, TextPool texts, OddEntries odd)
    {
        int line = section.IndexOf((byte)'\n');
        string name = SafeText.Clean(Encoding.UTF8.GetString(TextLine.Trim(line < 0 ? section[Mark.Length..] : section[Mark.Length..line])));
        try
        {
            using MemoryStream json = new(section[(line < 0 ? section.Length : line)..].ToArray(), writable: false);
            foreach ((LinkRecord link, AddressRecord[] addresses) in JsonTable.Read<(LinkRecord Link, AddressRecord[] Addresses)>(json, texts, odd, LinkReader.ReadWithAddresses))
            {
                if (link.Name != "lo")
                {
                    into.Add(new PodLinkRecord(name, link, [.. addresses.Where(static a => a.Scope != "link").Select(static a => a.Address)]));
                }
            }

            return true;
        }
        catch (JsonException)
        {
            odd.Add(FormattableString.Invariant($"byte {place}"), $"what {name} said is no JSON");
        }
        catch (BrokenFileException failure)
        {
            odd.Add(FormattableString.Invariant($"byte {place}"), $"of what {name} said {failure.Message}");
        }

        return false;
    }
}
