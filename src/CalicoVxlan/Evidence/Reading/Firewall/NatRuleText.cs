using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Firewall;

/// <summary>
/// Rules of NAT in a node's firewall, as <c>nft list ruleset</c> or <c>iptables-save -c</c> print it, that name single addresses and are not programmed by
/// Calico, kube-proxy or the container runtime: those follow the addresses by themselves.
/// </summary>
internal static class NatRuleText
{
    private const int LongestRule = 200;

    private static readonly string[] ManagedChains = ["KUBE-", "cali-", "CNI-", "DOCKER"];
    private static readonly string[] ManagedTables = ["calico", "kube-proxy", "docker", "cni_"];
    private static readonly string[] NatStatements = ["masquerade", "snat", "dnat"];

    public static NatRuleRecord[] Read(ReadOnlySpan<byte> text)
    {
        List<NatRuleRecord> rules = [];
        NatState state = new();
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range].TrimEnd("\r\t "u8);
            if (!line.IsEmpty && state.Take(SafeText.Clean(Encoding.UTF8.GetString(line).Replace('\t', ' ')).Trim()) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return [.. rules];
    }

    /// <summary>Where in the text a line is: in which table and chain.</summary>
    private sealed class NatState
    {
        private string table = "";
        private string chain = "";
        private bool isNatTable;
        private bool isNatChain;
        private int depth;

        /// <summary>The line as a rule of NAT; null when it is none, or somebody else's.</summary>
        public NatRuleRecord? Take(string line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                return null;
            }

            if (depth == 0 && line[0] == '*')
            {
                (table, isNatTable) = (line[1..].Trim(), line == "*nat");
                return null;
            }

            return depth == 0 && Appended(line) is { } rule ? OfIptables(rule) : OfNft(line);
        }

        // [12:345] -A POSTROUTING -s 10.65.0.1/32 -j MASQUERADE
        private static string? Appended(string line)
        {
            int start = line[0] == '[' ? line.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
            string rest = line[start..].TrimStart();
            return rest.StartsWith("-A ", StringComparison.Ordinal) ? rest[3..] : null;
        }

        private NatRuleRecord? OfIptables(string rule)
        {
            int space = rule.IndexOf(' ', StringComparison.Ordinal);
            return isNatTable && space > 0 ? Rule(rule[..space], "-A " + rule) : null;
        }

        private NatRuleRecord? OfNft(string line)
        {
            int before = depth;
            depth = Math.Max(0, depth + Braces(line));
            switch (before)
            {
                // table ip nat {
                case 0 when line.StartsWith("table ", StringComparison.Ordinal):
                    table = Named(line, "table ");
                    isNatTable = table.EndsWith(" nat", StringComparison.Ordinal);
                    return null;
                case 1:
                    // Sets and maps hold addresses that no rule need use.
                    chain = line.StartsWith("chain ", StringComparison.Ordinal) ? Named(line, "chain ") : "";
                    isNatChain = isNatTable;
                    return null;
                case >= 2 when chain.Length > 0 && line.StartsWith("type ", StringComparison.Ordinal):
                    isNatChain |= line.StartsWith("type nat ", StringComparison.Ordinal);
                    return null;
                case >= 2 when chain.Length > 0 && (isNatChain || IsNat(line)):
                    return Rule(chain, line);
                default:
                    return null;
            }
        }

        // What is quoted is a comment or a device.
        private static int Braces(string line)
        {
            int sum = 0;
            bool isQuoted = false;
            foreach (char c in line)
            {
                isQuoted ^= c == '"';
                sum += isQuoted ? 0 : c switch { '{' => 1, '}' => -1, _ => 0 };
            }

            return sum;
        }

        private static bool IsNat(string line) =>
            Array.Exists(NatStatements, s => line.Contains(s, StringComparison.Ordinal)) && Words(line).Any(static w => Array.IndexOf(NatStatements, w) >= 0);

        private static string Named(string line, string kind)
        {
            int brace = line.IndexOf('{', StringComparison.Ordinal);
            return (brace < 0 ? line : line[..brace])[kind.Length..].Trim();
        }

        private NatRuleRecord? Rule(string name, string text)
        {
            string last = table[(table.LastIndexOf(' ') + 1)..];
            if (Array.Exists(ManagedChains, m => name.StartsWith(m, StringComparison.Ordinal)) || Array.Exists(ManagedTables, m => last.StartsWith(m, StringComparison.Ordinal)))
            {
                return null;
            }

            NetAddress[] addresses = [.. Words(text).Select(Single).OfType<NetAddress>().Distinct()];
            return addresses.Length == 0 ? null : new NatRuleRecord($"{table} {name}", text.Length > LongestRule ? text[..LongestRule] + "..." : text, addresses);
        }

        private static IEnumerable<string> Words(string rule) =>
            rule.Split('"').Where(static (_, i) => i % 2 == 0).SelectMany(static p => p.Split([' ', ',', '{', '}', '!'], StringSplitOptions.RemoveEmptyEntries));

        // 10.65.0.1:80 is an address with a port; IPv6 has brackets then.
        private static NetAddress? Single(string word)
        {
            int dot = word.IndexOf('.', StringComparison.Ordinal);
            int colon = word.IndexOf(':', StringComparison.Ordinal);
            string address = dot >= 0 && colon > dot ? word[..colon] : word;
            return (dot >= 0 || colon >= 0) && Cidr.TryParse(address, out Cidr cidr) && cidr.IsSingle ? cidr.Address : null;
        }
    }
}
