using System.Buffers.Text;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading.Texts;

/// <summary>Files of settings and numbers, a line each.</summary>
internal static class SettingTexts
{
    private const string OwnDevice = "vxlan.calico";

    /// <summary><c>net.ipv4.ip_forward = 1</c>, a line each; complaints of sysctl between them are passed over.</summary>
    public static Dictionary<string, string> Sysctls(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int sign = line.IndexOf((byte)'=');
            ReadOnlySpan<byte> name = sign < 0 ? default : TextLine.Trim(line[..sign]);
            if (!name.IsEmpty && !name.ContainsAny(" \t"u8))
            {
                // sysctl writes the dots of an interface's name as slashes: net.ipv4.conf.vxlan/calico.rp_filter.
                found[SafeText.Clean(Encoding.UTF8.GetString(name)).Replace('/', '.')] = texts.Get(TextLine.Trim(line[(sign + 1)..]));
            }
        }

        return found.Count > 0 ? found : throw new BrokenFileException("no line reads 'name = value'");
    }

    /// <summary>ethtool -k: <c>tx-checksum-ip-generic: on [fixed]</c>. Of several devices vxlan.calico, else the first.</summary>
    public static Dictionary<string, bool> Offloads(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        Dictionary<string, bool> found = new(StringComparer.Ordinal);
        bool isOwn = false;
        bool isTaken = true;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = TextLine.Trim(text[range]);
            if (line.StartsWith("Features for "u8))
            {
                bool wasOwn = isOwn;
                isOwn = TextLine.Trim(line["Features for "u8.Length..].TrimEnd((byte)':')).SequenceEqual("vxlan.calico"u8);
                isTaken = isOwn || (found.Count == 0 && !wasOwn);
                if (isOwn)
                {
                    found.Clear();
                }

                continue;
            }

            int colon = line.IndexOf((byte)':');
            if (isTaken && colon > 0 && TextLine.FirstWord(line[(colon + 1)..]) is var state && (state.SequenceEqual("on"u8) || state.SequenceEqual("off"u8)))
            {
                found[texts.Get(line[..colon])] = state.Length == 2;
            }
        }

        return found.Count > 0 ? found : throw new BrokenFileException($"no line reads 'feature: on' or 'feature: off' for {OwnDevice}");
    }

    /// <summary>/proc/net/snmp and netstat: pairs of lines, names and values, both with the protocol in front.</summary>
    public static Dictionary<string, long> Counters(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        Dictionary<string, long> found = new(StringComparer.Ordinal);
        string? protocol = null;
        string[] names = [];
        int number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            string line = SafeText.Clean(Encoding.UTF8.GetString(TextLine.Trim(text[range])));
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                protocol = null;
                continue;
            }

            string[] words = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (protocol != line[..colon])
            {
                (protocol, names) = (line[..colon], words);
                continue;
            }

            Add(found, protocol, names, words, odd, number);
            protocol = null;
        }

        return found.Count > 0 ? found : throw new BrokenFileException("it has no pair of lines with names and values");
    }

    /// <summary>/var/lib/calico/mtu: a number.</summary>
    public static string Mtu(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        ReadOnlySpan<byte> word = TextLine.Trim(text);
        return !word.IsEmpty && word[0] is >= (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(word, out int mtu, out int used) && used == word.Length && mtu is >= 68 and <= 65535
            ? texts.Get(word) : throw new BrokenFileException("it is no MTU between 68 and 65535");
    }

    /// <summary>uname -r: one word that begins with a number.</summary>
    public static string Kernel(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        ReadOnlySpan<byte> word = TextLine.Trim(text);
        return word.Length is > 0 and <= 128 && word[0] is >= (byte)'0' and <= (byte)'9' && !word.ContainsAny(" \t\r\n\0"u8) ? texts.Get(word) : throw new BrokenFileException("it is no version of a kernel");
    }

    /// <summary>Kernel modules: <c>vxlan loaded</c>, loadable, missing or unknown, a line each.</summary>
    public static Dictionary<string, string> Modules(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = TextLine.Trim(text[range]);
            ReadOnlySpan<byte> name = TextLine.FirstWord(line);
            string state = texts.Get(TextLine.Trim(line[name.Length..]));
            if (state is "loaded" or "loadable" or "missing" or "unknown")
            {
                found[texts.Get(name)] = state;
            }
        }

        return found.Count > 0 ? found : throw new BrokenFileException("no line reads 'module loaded', 'loadable', 'missing' or 'unknown'");
    }

    private static void Add(Dictionary<string, long> found, string protocol, string[] names, string[] values, OddEntries odd, int number)
    {
        if (names.Length != values.Length)
        {
            odd.Add(FormattableString.Invariant($"line {number}"), $"{protocol} has {names.Length} names and {values.Length} values");
            return;
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (long.TryParse(values[i], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long value))
            {
                found[$"{protocol}.{names[i]}"] = value;
            }
            else
            {
                odd.Add(FormattableString.Invariant($"line {number}"), $"{protocol}.{names[i]} is no number");
            }
        }
    }
}
