namespace CalicoVxlan.Bench.Evidence;

/// <summary>A node's settings and counters.</summary>
internal static class SettingFiles
{
    public static readonly string[] Offloads =
    [
        "Features for vxlan.calico:", "rx-checksumming: on", "tx-checksumming: on", "\ttx-checksum-ipv4: off [fixed]", "\ttx-checksum-ip-generic: on",
        "\ttx-checksum-ipv6: off [fixed]", "scatter-gather: on", "tcp-segmentation-offload: on", "generic-segmentation-offload: on", "generic-receive-offload: on",
        "large-receive-offload: off [fixed]",
    ];

    public static readonly string[] Counters =
    [
        "Ip: Forwarding DefaultTTL InReceives InHdrErrors InAddrErrors ForwDatagrams InUnknownProtos InDiscards InDelivers OutRequests OutDiscards OutNoRoutes ReasmTimeout ReasmReqds ReasmOKs ReasmFails FragOKs FragFails FragCreates",
        "Ip: 1 64 1234567 0 0 2345 0 0 1234000 1234567 0 0 0 0 0 0 0 0 0",
        "Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs InErrs OutRsts InCsumErrors",
        "Tcp: 1 200 120000 -1 87 4 1 4 0 10021 6867 0 0 129 0",
        "Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors InCsumErrors IgnoredMulti MemErrors",
        "Udp: 168000 0 0 170000 0 0 0 0 0",
        "TcpExt: SyncookiesSent SyncookiesRecv IPReversePathFilter TCPTimeouts",
        "TcpExt: 0 0 0 17",
    ];

    private static readonly string[] Global =
    [
        "net.ipv4.ip_forward = 1", "net.ipv4.conf.all.rp_filter = 0", "net.ipv4.conf.default.rp_filter = 0", "net.ipv4.conf.eth0.rp_filter = 0", "net.ipv4.conf.vxlan/calico.rp_filter = 0",
        "net.ipv6.conf.all.forwarding = 0", "net.netfilter.nf_conntrack_acct = 1", "net.ipv4.ip_local_port_range = 32768\t60999",
    ];

    public static IEnumerable<string> Sysctls(PlannedNode node) => Global.Concat(node.Pods.SelectMany(static p => (string[])
    [
        $"net.ipv4.conf.{p.Veth}.forwarding = 1", $"net.ipv4.conf.{p.Veth}.proxy_arp = 1", $"net.ipv4.conf.{p.Veth}.route_localnet = 1", $"net.ipv4.conf.{p.Veth}.rp_filter = 0",
        $"net.ipv4.neigh.{p.Veth}.proxy_delay = 0", $"net.ipv6.conf.{p.Veth}.accept_ra = 0",
    ]));

    public static IEnumerable<string> IpSet(string name, IEnumerable<string> members, int count) =>
        ((string[])[$"Name: {name}", "Type: hash:net", "Revision: 7", "Header: family inet hashsize 1024 maxelem 1048576 bucketsize 12 initval 0x5d4f8c7b", "Size in memory: 35384", "References: 1", FormattableString.Invariant($"Number of entries: {count}"), "Members:"])
        .Concat(members);
}
