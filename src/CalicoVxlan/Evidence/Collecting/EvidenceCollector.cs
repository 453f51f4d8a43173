using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Collecting.Api;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Collects evidence from a live cluster or from a lab.</summary>
public static class EvidenceCollector
{
    /// <summary>A lab's: its objects from a folder, its nodes from their namespaces.</summary>
    /// <param name="name">The lab's name.</param>
    /// <param name="clusterFolder">Where the lab's Kubernetes objects are, <c>pods.json</c> and so on.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="options">Which nodes, how many at once, for how long.</param>
    /// <param name="stop">Ends it; the programs that it started are killed.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CalicoEvidence FromLab(string name, string clusterFolder, IReadOnlyList<LabNode> nodes, CollectOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(options);
        MemoryEvidenceFiles files = new();
        List<EvidenceError> errors = [];
        DateTimeOffset takenAt = DateTimeOffset.UtcNow;
        foreach (string plural in EvidenceNames.Cluster)
        {
            stop.ThrowIfCancellationRequested();
            TakeObjects(files, errors, plural, Path.Combine(clusterFolder, plural + ".json"));
        }

        string path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin";
        List<NodeReach> reaches = [.. nodes.Select(n => NodeReach.Namespace(n.Name, n.NetworkNamespace, n.RootFolder, path))];
        return Finish(files, errors, reaches, name, "lab " + SafeText.Clean(name), takenAt, options, stop);
    }

    /// <summary>A live cluster's: its objects through kubectl, its nodes through their calico-node pods or through a command.</summary>
    /// <param name="access">Which cluster, and how its nodes are reached.</param>
    /// <param name="options">Which nodes, how many at once, for how long.</param>
    /// <param name="stop">Ends it; the programs that it started are killed.</param>
    /// <exception cref="EvidenceException">The cluster can't be asked at all.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CalicoEvidence FromCluster(ClusterAccess access, CollectOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string>? command = access.NodeCommand is null ? null : CommandWords.Split(access.NodeCommand);
        MemoryEvidenceFiles files = new();
        DateTimeOffset takenAt = DateTimeOffset.UtcNow;
        KubectlClient kubectl = new(access.Context, access.Kubeconfig, options.Timeout);
        ClusterCollector cluster = new(kubectl, files, options);
        List<EvidenceError> errors = [.. cluster.Collect(stop)];
        List<NodeReach> reaches = ClusterNodes.Reach(cluster, kubectl, command, options, errors);
        (string context, string name) = kubectl.Names(stop);
        string source = context.Length > 0 ? $"kubectl {context}" : "kubectl";
        return Finish(files, errors, reaches, name.Length > 0 ? name : "kubernetes", source, takenAt, options, stop);
    }

    /// <summary>Names of kubectl's contexts; none where there is no kubectl.</summary>
    /// <param name="kubeconfig">A kubeconfig; the one that kubectl finds when null.</param>
    /// <param name="stop">Ends it.</param>
    public static IReadOnlyList<string> Contexts(string? kubeconfig, CancellationToken stop) =>
        new KubectlClient(null, kubeconfig, TimeSpan.FromSeconds(5)).Contexts(stop);

    private static CalicoEvidence Finish(
        MemoryEvidenceFiles files, List<EvidenceError> errors, IEnumerable<NodeReach> nodes, string cluster, string source, DateTimeOffset takenAt, CollectOptions options, CancellationToken stop)
    {
        List<NodeReach> asked = [];
        foreach (NodeReach node in nodes.Where(n => options.Wants?.Invoke(n.Node) ?? true).DistinctBy(static n => n.Node).OrderBy(static n => n.Node, StringComparer.Ordinal))
        {
            if (NodeName.IsValid(node.Node))
            {
                asked.Add(node);
            }
            else
            {
                errors.Add(new EvidenceError(EvidenceNames.ClusterScope, "nodes", $"'{NodeCollector.FirstLine(node.Node)}' is no name that a node can have; it was not asked"));
            }
        }

        errors.AddRange(new NodeSweep(files, options).Run(asked, stop));
        EvidenceHeader header = new()
        {
            TakenAt = takenAt,
            Cluster = SafeText.Clean(cluster),
            Nodes = [.. asked.Select(static n => n.Node)],
            Errors = errors,
        };
        return new CalicoEvidence(files, header, source);
    }

    private static void TakeObjects(MemoryEvidenceFiles files, List<EvidenceError> errors, string plural, string path)
    {
        try
        {
            if (File.Exists(path))
            {
                files.Put(EvidenceNames.OfCluster(plural), File.ReadAllBytes(path));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.Add(new EvidenceError(EvidenceNames.ClusterScope, plural, NodeCollector.FirstLine(failure.Message)));
        }
    }
}
