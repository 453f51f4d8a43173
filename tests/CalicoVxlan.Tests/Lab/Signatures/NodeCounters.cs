using System.Globalization;
using System.Text.RegularExpressions;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>
/// The counters of a node that tell faults apart: /proc/net/snmp and netstat (as <c>Udp.NoPorts</c>), /proc/net/dev
/// (as <c>vxlan.calico.tx_drop</c>) and the nftables rule that drops VXLAN from nodes that are no peers (as <c>VxlanDrop</c>).
/// </summary>
internal static partial class NodeCounters
{
    private static readonly string[] Columns =
        ["rx_bytes", "rx_packets", "rx_errs", "rx_drop", "rx_fifo", "rx_frame", "rx_compressed", "rx_multicast", "tx_bytes", "tx_packets", "tx_errs", "tx_drop", "tx_fifo", "tx_colls", "tx_carrier", "tx_compressed"];

    public static Dictionary<string, long> Read(string networkNamespace)
    {
        Dictionary<string, long> counters = NamespaceThread.Run(networkNamespace, static () =>
        {
            Dictionary<string, long> all = new(StringComparer.Ordinal);
            ReadPairs("/proc/thread-self/net/snmp", all);
            ReadPairs("/proc/thread-self/net/netstat", all);
            ReadDevices(all);
            return all;
        });
        (int code, string rules, _) = Tools.TryRun("ip", "netns", "exec", networkNamespace, "nft", "list", "chain", "ip", "calico", "filter-INPUT");
        counters["VxlanDrop"] = code == 0 && DropRule().Match(rules) is { Success: true } drop ? long.Parse(drop.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        return counters;
    }

    /// <summary>What grew, and by how much; a device that was made anew begins at zero.</summary>
    public static Dictionary<string, long> Growth(Dictionary<string, long> before, Dictionary<string, long> after) =>
        after.Select(a => (a.Key, Value: a.Value - before.GetValueOrDefault(a.Key))).Where(static a => a.Value > 0).ToDictionary(StringComparer.Ordinal);

    // Two lines for each protocol: names, then values.
    private static void ReadPairs(string path, Dictionary<string, long> counters)
    {
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i + 1 < lines.Length; i += 2)
        {
            string[] names = lines[i].Split(' ');
            string[] values = lines[i + 1].Split(' ');
            for (int j = 1; j < names.Length; j++)
            {
                counters[names[0].TrimEnd(':') + "." + names[j]] = long.Parse(values[j], CultureInfo.InvariantCulture);
            }
        }
    }

    private static void ReadDevices(Dictionary<string, long> counters)
    {
        foreach (string line in File.ReadAllLines("/proc/thread-self/net/dev").Skip(2))
        {
            string[] parts = line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
            for (int i = 0; i < Columns.Length; i++)
            {
                counters[$"{parts[0]}.{Columns[i]}"] = long.Parse(parts[i + 1], CultureInfo.InvariantCulture);
            }
        }
    }

    [GeneratedRegex(@"counter packets (\d+) bytes \d+ drop")]
    private static partial Regex DropRule();
}
