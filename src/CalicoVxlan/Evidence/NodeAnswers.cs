using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence;

/// <summary>What one node's commands said. Null is what could not be had, which is not the same as empty.</summary>
internal sealed record NodeAnswers
{
    public required string Node { get; init; }

    public IReadOnlyList<LinkRecord>? Links { get; init; }

    public IReadOnlyList<AddressRecord>? Addresses { get; init; }

    /// <summary>IPv4 routes of all tables.</summary>
    public RouteRecord[]? Routes { get; init; }

    /// <summary>IPv6 routes of all tables.</summary>
    public RouteRecord[]? Routes6 { get; init; }

    public IReadOnlyList<RuleRecord>? Rules { get; init; }

    /// <summary>Both families.</summary>
    public NeighbourRecord[]? Neighbours { get; init; }

    public FdbRecord[]? Fdb { get; init; }

    /// <summary>Names of namespaces by the number that this node's has for them (<c>ip -j netns list-id</c>).</summary>
    public IReadOnlyDictionary<int, string>? Namespaces { get; init; }

    /// <summary>sysctl settings by their full name with dots.</summary>
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>Features of vxlan.calico (ethtool -k): name to on or off.</summary>
    public IReadOnlyDictionary<string, bool>? Offloads { get; init; }

    /// <summary>Members of sets by the set's name, such as <c>cali40all-vxlan-net</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Cidr>>? IpSets { get; init; }

    /// <summary>Counters by <c>Ip.FragFails</c>, <c>Udp.NoPorts</c>, <c>TcpExt.IPReversePathFilter</c> ...</summary>
    public IReadOnlyDictionary<string, long>? Counters { get; init; }

    /// <summary>/var/lib/calico/mtu in bytes.</summary>
    public int? PodMtu { get; init; }

    /// <summary>uname -r.</summary>
    public string? Kernel { get; init; }

    /// <summary>Each pod namespace's own interfaces.</summary>
    public IReadOnlyList<PodLinkRecord>? PodLinks { get; init; }

    /// <summary>What the container runtime says of its sandboxes.</summary>
    public IReadOnlyList<SandboxRecord>? Sandboxes { get; init; }

    /// <summary>Which programs manage the node's interfaces, and what they noted of Calico's; empty where that can't be seen from where the node was asked.</summary>
    public IReadOnlyList<ManagerRecord>? Managers { get; init; }

    /// <summary>Kernel modules by name: loaded (or built in), loadable, missing, unknown.</summary>
    public IReadOnlyDictionary<string, string>? Modules { get; init; }

    /// <summary>Rules of the firewall, as far as they drop or accept.</summary>
    public FirewallRecord? Firewall { get; init; }

    /// <summary>Rules of NAT that people or other programs wrote; null where the firewall is not known.</summary>
    public IReadOnlyList<NatRuleRecord>? NatRules => Firewall?.NatRules;
}
