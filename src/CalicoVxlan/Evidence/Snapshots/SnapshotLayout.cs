namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>Which of the names in a folder or zip are files of a snapshot.</summary>
internal static class SnapshotLayout
{
    /// <summary>The most bytes of one file: an answer of a node, or a list of a cluster of 5,000 nodes.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>The most bytes of one node's answer.</summary>
    public const long MostBytesOfNode = 128L << 20;

    /// <summary>The most bytes of a file of that name.</summary>
    public static long MostBytesOf(string name) => name.StartsWith("nodes/", StringComparison.Ordinal) ? MostBytesOfNode : MostBytes;

    /// <summary>The most bytes of a snapshot, unpacked.</summary>
    public const long MostBytesInAll = 16L << 30;

    /// <summary>Kubernetes' limit is 5,000 nodes; this is well above it.</summary>
    public const int MostFiles = 1_000_000;

    private static readonly HashSet<string> OfCluster = [.. EvidenceNames.Cluster.Select(EvidenceNames.OfCluster)];
    private static readonly HashSet<string> OfNode = [.. EvidenceNames.Node];

    /// <summary>Of a file: belongs to a snapshot. Everything else is left alone.</summary>
    public static bool IsKnown(string name) =>
        name == EvidenceNames.Header || OfCluster.Contains(name) || (Node(name, out string file) is { } node && NodeName.IsValid(node) && OfNode.Contains(file));

    /// <summary>The node of <c>nodes/NODE/FILE</c>, valid or not; null when it is another name.</summary>
    public static string? Node(string name, out string file)
    {
        string[] parts = name.Split('/');
        file = parts[^1];
        return parts is ["nodes", { } node, _] ? node : null;
    }
}
