namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>Counters that grow between two snapshots and tell a fault apart.</summary>
internal sealed class CountersCheck : NodeCheck
{
    // Of what each is a part: on a busy node every counter grows a little.
    private static readonly (string Counter, string[] Of, string Meaning)[] Telling =
    [
        ("Udp.NoPorts", ["Udp.InDatagrams"], "UDP came to a port where nobody listens: VXLAN with another port, or no device"),
        ("TcpExt.IPReversePathFilter", ["Ip.InReceives"], "the reverse-path filter dropped packets"),
        ("Ip.FragFails", ["Ip.ForwDatagrams", "Ip.OutRequests"], "packets with DF did not fit: an MTU is too large"),
        ("Ip.FragCreates", ["Ip.ForwDatagrams", "Ip.OutRequests"], "packets were fragmented on their way: an MTU is too large"),
        ("Udp.InCsumErrors", ["Udp.InDatagrams"], "UDP came with a wrong checksum: an offload is broken"),
        ("Tcp.InCsumErrors", ["Tcp.InSegs"], "TCP came with a wrong checksum: an offload is broken"),
    ];

    /// <summary>From how many in 10,000 a growth tells something.</summary>
    private const int Telltale = 1;

    public override string Id => "Host.Counters";

    public override string Title => "No counter that tells a fault grows";

    public override string Reads => "nodes' /proc/net/snmp and netstat and device counters, of two snapshots";

    public override string Why => "Counters tell faults apart that look alike from outside.";

    public override string Impact => "Packets are lost, or sent in pieces.";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Cluster.Earlier is not { } earlier)
        {
            yield return Skip(node.Name, "it needs an earlier snapshot (-Earlier)");
            yield break;
        }

        Model.NodeTables before = earlier.Tables(node.Name);
        if (node.Tables.Answers.Counters is not { } now || before.Answers.Counters is not { } then)
        {
            yield return Unknown(node.Name, "the node's counters in both snapshots");
            yield break;
        }

        List<string> grown = [];
        foreach ((string counter, string[] of, string meaning) in Telling)
        {
            long more = Growth(counter);
            long all = of.Sum(Growth);
            if (more > 0 && InTenThousand(more, all) >= Telltale)
            {
                grown.Add($"{counter} by {more} beside {all} {string.Join(" and ", of)} ({meaning})");
            }
        }

        if (node.Tables.Link(node.Node.V4.Device) is { } link && before.Link(link.Name) is { } old && link.Counters.TxCarrierErrors > old.Counters.TxCarrierErrors)
        {
            grown.Add($"{link.Name} tx_carrier_errors by {link.Counters.TxCarrierErrors - old.Counters.TxCarrierErrors} (its local address is not on the node)");
        }

        yield return grown.Count == 0 ? Pass(node.Name, "none", "/proc/net/snmp on the node")
            : Warn(node.Name, $"{node.Name}: {string.Join("; ", grown)}", new Finding
            {
                Expected = "none grows", Actual = grown[0], Evidence = "/proc/net/snmp, /proc/net/netstat and ip -s link on the node", Remedy = "See the check that belongs to the counter.", Command = "nstat -az; ip -s link show vxlan.calico",
            });

        long Growth(string counter) => Math.Max(0, now.GetValueOrDefault(counter) - then.GetValueOrDefault(counter));
    }

    /// <summary>The share of something in itself and the rest, in 10,000.</summary>
    public static long InTenThousand(long part, long rest) => (long)(10_000.0 * part / Math.Max(1.0, (double)part + rest));
}
