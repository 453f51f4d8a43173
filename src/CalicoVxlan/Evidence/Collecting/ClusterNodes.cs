using CalicoVxlan.Evidence.Collecting.Api;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Which nodes of a live cluster are asked, and how.</summary>
internal static class ClusterNodes
{
    /// <param name="cluster">What the API said.</param>
    /// <param name="kubectl">How pods are reached.</param>
    /// <param name="command">Words before a command; calico-node pods when null.</param>
    /// <param name="options">Which nodes are wanted.</param>
    /// <param name="errors">Gets the nodes that can't be asked.</param>
    public static List<NodeReach> Reach(ClusterCollector cluster, KubectlClient kubectl, IReadOnlyList<string>? command, CollectOptions options, List<EvidenceError> errors)
    {
        List<NodeReach> reaches = [];
        foreach (string node in Names(cluster, options).Where(n => options.Wants?.Invoke(n) ?? true))
        {
            if (cluster.Nodes.TryGetValue(node, out string? system) && system == "windows")
            {
                errors.Add(new EvidenceError(node, NodeCollector.WholeNode, "it runs Windows; only the API knows of it"));
            }
            else if (!NodeName.IsValid(node))
            {
                errors.Add(new EvidenceError(EvidenceNames.ClusterScope, "nodes", $"'{NodeCollector.FirstLine(node)}' is no name that a node can have; it was not asked"));
            }
            else if (command is not null)
            {
                reaches.Add(new NodeReach(node, CommandWords.For(command, node)) { ThroughStandardInput = true });
            }
            else if (cluster.Agents.TryGetValue(node, out AgentPod? pod))
            {
                reaches.Add(NodeReach.Pod(node, kubectl.Words, pod.Namespace, pod.Name));
            }
            else
            {
                errors.Add(new EvidenceError(node, NodeCollector.WholeNode, "no running calico-node pod is known there; reach it with -NodeCommand 'ssh {node}'"));
            }
        }

        return reaches;
    }

    private static SortedSet<string> Names(ClusterCollector cluster, CollectOptions options)
    {
        SortedSet<string> names = new(cluster.Nodes.Keys, StringComparer.Ordinal);
        if (names.Count == 0)
        {
            names.UnionWith(cluster.Agents.Keys);
            names.UnionWith(options.Named);
        }

        return names;
    }
}
