using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Reading;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>A snapshot of single files, read.</summary>
internal static class ReaderProbe
{
    public const string Node = "node1";

    public static (NodeAnswers Answers, List<EvidenceError> Problems) Read(string file, string text) => Read(file, Encoding.UTF8.GetBytes(text));

    public static (NodeAnswers Answers, List<EvidenceError> Problems) Read(string file, byte[] bytes) => Read((file, bytes));

    public static (NodeAnswers Answers, List<EvidenceError> Problems) Read(params (string File, byte[] Bytes)[] files)
    {
        using CalicoEvidence evidence = Of([.. files.Select(static f => (EvidenceNames.OfNode(Node, f.File), f.Bytes))]);
        List<EvidenceError> problems = [];
        return (EvidenceReader.ReadNode(evidence, Node, problems), problems);
    }

    public static (ClusterObjects Objects, List<EvidenceError> Problems) Cluster(string plural, string text) => Cluster(plural, Encoding.UTF8.GetBytes(text));

    public static (ClusterObjects Objects, List<EvidenceError> Problems) Cluster(string plural, byte[] bytes)
    {
        using CalicoEvidence evidence = Of((EvidenceNames.OfCluster(plural), bytes));
        List<EvidenceError> problems = [];
        return (EvidenceReader.ReadCluster(evidence, problems), problems);
    }

    /// <summary>What was made of a file of a node, whichever it is.</summary>
    public static object? Answer(NodeAnswers answers, string file) => file switch
    {
        "links.json" => answers.Links,
        "addresses.json" => answers.Addresses,
        "routes.json" => answers.Routes,
        "routes6.json" => answers.Routes6,
        "rules.json" => answers.Rules,
        "neighbours.json" => answers.Neighbours,
        "fdb.json" => answers.Fdb,
        "netns.json" => answers.Namespaces,
        "sysctls.txt" => answers.Sysctls,
        "offloads.txt" => answers.Offloads,
        "ipsets.txt" => answers.IpSets,
        "snmp.txt" => answers.Counters,
        "mtu.txt" => answers.PodMtu,
        "kernel.txt" => answers.Kernel,
        "podlinks.txt" => answers.PodLinks,
        "sandboxes.json" => answers.Sandboxes,
        "firewall.txt" => answers.Firewall?.Chains,
        "modules.txt" => answers.Modules,
        "managers.txt" => answers.Managers,
        _ => throw new ArgumentOutOfRangeException(nameof(file), file, null),
    };

    /// <summary>What was made of a list of the cluster, whichever it is.</summary>
    public static object? Answer(ClusterObjects objects, string plural) => plural switch
    {
        "nodes" => objects.Nodes,
        "pods" => objects.Pods,
        "ippools" => objects.Pools,
        "blockaffinities" => objects.Affinities,
        "ipamblocks" => objects.Blocks,
        "felixconfigurations" => objects.FelixConfigurations,
        "clusterinformations" => objects.CalicoVersion,
        "installations" => objects.Installations,
        "bgppeers" => objects.BgpPeers,
        "daemonsets" => objects.DaemonSets,
        "configmaps" => objects.ConfigMaps,
        "services" => objects.Services,
        "servicecidrs" => objects.ServiceRanges,
        "networkpolicies" => objects.NetworkPolicies,
        "caliconetworkpolicies" => objects.CalicoNetworkPolicies,
        "globalnetworkpolicies" => objects.GlobalNetworkPolicies,
        "networksets" => objects.NetworkSets,
        "globalnetworksets" => objects.GlobalNetworkSets,
        _ => throw new ArgumentOutOfRangeException(nameof(plural), plural, null),
    };

    public static CalicoEvidence Of(params (string Name, byte[] Bytes)[] files)
    {
        MemoryEvidenceFiles memory = new();
        foreach ((string name, byte[] bytes) in files)
        {
            memory.Put(name, bytes);
        }

        return new CalicoEvidence(memory, new EvidenceHeader { Nodes = [Node] }, "test");
    }
}
