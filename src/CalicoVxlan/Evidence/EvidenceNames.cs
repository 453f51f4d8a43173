namespace CalicoVxlan.Evidence;

/// <summary>Names of the files of a snapshot; a contract, since others write snapshots too.</summary>
internal static class EvidenceNames
{
    public const string Header = "evidence.json";

    /// <summary>Scope of an error about the API; a node's is its name.</summary>
    public const string ClusterScope = "cluster";

    /// <summary>A node's firewall rules; more than the layout began with.</summary>
    public const string Firewall = "firewall.txt";

    /// <summary>Kinds that are taken from the API, by their plural; Kubernetes and Calico both have networkpolicies, so Calico's are told by a name of their own.</summary>
    public static readonly IReadOnlyList<string> Cluster =
    [
        "nodes", "pods", "ippools", "blockaffinities", "ipamblocks", "felixconfigurations", "clusterinformations", "installations", "bgppeers",
        "daemonsets", "configmaps", "services", "servicecidrs", "networkpolicies", "caliconetworkpolicies", "globalnetworkpolicies", "networksets", "globalnetworksets",
    ];

    /// <summary>Files of a node. The last five are more than the layout began with: each pod's side of its veth, the container
    /// runtime's sandboxes, the firewall, which programs manage the interfaces, and the kernel's modules.</summary>
    public static readonly IReadOnlyList<string> Node =
    [
        "links.json", "addresses.json", "routes.json", "routes6.json", "rules.json", "neighbours.json", "fdb.json", "netns.json", "sysctls.txt",
        "offloads.txt", "ipsets.txt", "snmp.txt", "mtu.txt", "kernel.txt", "podlinks.txt", "sandboxes.json", Firewall, "managers.txt", "modules.txt",
    ];

    public static string OfCluster(string plural) => $"cluster/{plural}.json";

    public static string OfNode(string node, string file) => $"nodes/{node}/{file}";
}
