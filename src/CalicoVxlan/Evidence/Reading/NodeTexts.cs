using System.Globalization;
using System.Text;
using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>Answers of a node that are lines of text.</summary>
internal static class NodeTexts
{
    private const int MostLines = 1_000_000;

    public static IEnumerable<string> Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n').Take(MostLines).Select(static l => l.TrimEnd('\r'));

    /// <summary><c>net.ipv4.ip_forward = 1</c>, a line each.</summary>
    public static Dictionary<string, string> Sysctls(byte[] bytes)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string line in Lines(bytes))
        {
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0)
            {
                // Interface names with dots stand with slashes in some versions of sysctl.
                found[SafeText.Clean(line[..sign].Trim()).Replace('/', '.')] = SafeText.Clean(line[(sign + 1)..].Trim());
            }
        }

        return found;
    }

    /// <summary>ethtool -k: <c>tx-checksum-ip-generic: on [fixed]</c>; of several devices the first.</summary>
    public static Dictionary<string, bool> Offloads(byte[] bytes)
    {
        Dictionary<string, bool> found = new(StringComparer.Ordinal);
        foreach (string line in Lines(bytes))
        {
            string[] parts = line.Split(':', 2);
            string state = parts.Length == 2 ? parts[1].Trim().Split(' ')[0] : "";
            if (state is "on" or "off")
            {
                found.TryAdd(SafeText.Clean(parts[0].Trim()), state == "on");
            }
        }

        return found;
    }

    /// <summary>/proc/net/snmp and netstat: pairs of lines, names and values.</summary>
    public static Dictionary<string, long> Counters(byte[] bytes)
    {
        Dictionary<string, long> found = new(StringComparer.Ordinal);
        string[]? names = null;
        foreach (string line in Lines(bytes))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !words[0].EndsWith(':'))
            {
                names = null;
                continue;
            }

            if (names is null || names[0] != words[0])
            {
                names = words;
                continue;
            }

            for (int i = 1; i < Math.Min(names.Length, words.Length); i++)
            {
                if (long.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
                {
                    found[SafeText.Clean(names[0].TrimEnd(':') + "." + names[i])] = value;
                }
            }

            names = null;
        }

        return found;
    }

    /// <summary>Sets of <c>ipset list</c> (Name:, Members:) and of nftables (set NAME { … elements = { … } }).</summary>
    public static Dictionary<string, IReadOnlyList<Cidr>> IpSets(byte[] bytes)
    {
        Dictionary<string, IReadOnlyList<Cidr>> found = new(StringComparer.Ordinal);
        List<Cidr>? members = null;
        bool inElements = false;
        foreach (string line in Lines(bytes))
        {
            string text = line.Trim();
            if (text.StartsWith("Name:", StringComparison.Ordinal))
            {
                found[SafeText.Clean(text["Name:".Length..].Trim())] = members = [];
                inElements = false;
            }
            else if (text.StartsWith("set ", StringComparison.Ordinal) && text.EndsWith('{'))
            {
                found[SafeText.Clean(text["set ".Length..^1].Trim())] = members = [];
                inElements = false;
            }
            else if (text == "Members:" || text.StartsWith("elements = {", StringComparison.Ordinal))
            {
                inElements = true;
                text = text.StartsWith("elements", StringComparison.Ordinal) ? text["elements = {".Length..] : "";
            }

            if (inElements && members is not null)
            {
                bool ends = text.Contains('}', StringComparison.Ordinal);
                foreach (string word in text.Split([',', ' ', '}'], StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Cidr.TryParse(word, out Cidr cidr))
                    {
                        members.Add(cidr);
                    }
                }

                inElements = !ends;
            }
        }

        return found;
    }

    /// <summary><c>ip -all netns exec ip -j -d addr show</c>: a line <c>netns: NAME</c>, then a list, for each namespace.</summary>
    public static List<PodLinkRecord> PodLinks(byte[] bytes)
    {
        List<PodLinkRecord> found = [];
        string? name = null;
        StringBuilder json = new();
        foreach (string line in Lines(bytes).Append("netns: "))
        {
            if (!line.StartsWith("netns: ", StringComparison.Ordinal))
            {
                json.AppendLine(line);
                continue;
            }

            if (name is not null && !string.IsNullOrWhiteSpace(json.ToString()))
            {
                Add(found, name, Encoding.UTF8.GetBytes(json.ToString().Trim()));
            }

            name = SafeText.Clean(line["netns: ".Length..].Trim());
            json.Clear();
        }

        return found;
    }

    /// <summary>crictl inspectp: one document a sandbox, one after the other, or a list of them.</summary>
    public static List<SandboxRecord> Sandboxes(byte[] bytes)
    {
        List<SandboxRecord> found = [];
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.TrimStart(" \r\n\t"u8).IsEmpty)
        {
            rest = rest.TrimStart(" \r\n\t"u8);
            Utf8JsonReader reader = new(rest, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64 }));
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            foreach (JsonElement one in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement])
            {
                if (Sandbox(one) is { } sandbox)
                {
                    found.Add(sandbox);
                }
            }

            rest = rest[(int)reader.BytesConsumed..];
        }

        return found;
    }

    private static void Add(List<PodLinkRecord> found, string name, byte[] json)
    {
        foreach ((LinkRecord link, List<AddressRecord> addresses) in JsonTable.Read<(LinkRecord, List<AddressRecord>)>(json, LinkReader.ReadWithAddresses, out _))
        {
            if (link.Name != "lo")
            {
                found.Add(new PodLinkRecord(name, link, [.. addresses.Where(static a => a.Scope != "link").Select(static a => a.Address)]));
            }
        }
    }

    private static SandboxRecord? Sandbox(JsonElement item)
    {
        if (item.Text("status", "id") is not { Length: > 0 } id)
        {
            return null;
        }

        string? path = item.List("info", "runtimeSpec", "linux", "namespaces").Where(static n => n.Text("type") == "network").Select(static n => n.Text("path")).FirstOrDefault();
        IEnumerable<string?> addresses = item.List("status", "network", "additionalIps").Select(static a => a.Text("ip")).Prepend(item.Text("status", "network", "ip"));
        return new SandboxRecord(
            id, item.Text("status", "metadata", "namespace"), item.Text("status", "metadata", "name"), item.Text("status", "state") == "SANDBOX_READY", item.Int("info", "pid"), path,
            [.. addresses.Select(static t => NetAddress.TryParse(t, out NetAddress address) ? address : (NetAddress?)null).OfType<NetAddress>()]);
    }
}
