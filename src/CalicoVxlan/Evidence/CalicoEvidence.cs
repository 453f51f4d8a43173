namespace CalicoVxlan.Evidence;

/// <summary>
/// What a cluster and its nodes said: the verbatim answers of kubectl and of the nodes' commands, under the names they have in a
/// snapshot. Live, from a snapshot or from a lab, it is the same; what is absent is unknown.
/// </summary>
public sealed class CalicoEvidence : IDisposable
{
    internal CalicoEvidence(IEvidenceFiles files, EvidenceHeader header, string source)
    {
        Files = files;
        Header = header;
        Source = source;
    }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset TakenAt => Header.TakenAt;

    /// <summary>Name of the cluster: kubectl's, or the lab's; free of control characters.</summary>
    public string Cluster => Header.Cluster;

    /// <summary>Names of the nodes that were asked, sorted.</summary>
    public IReadOnlyList<string> Nodes => Header.Nodes;

    /// <summary>What could not be had, and why.</summary>
    public IReadOnlyList<EvidenceError> Errors => Header.Errors;

    /// <summary>How many nodes were asked.</summary>
    public int NodeCount => Nodes.Count;

    /// <summary>How many things could not be had.</summary>
    public int ErrorCount => Errors.Count;

    /// <summary>Where it is from: a path, <c>kubectl CONTEXT</c>, or <c>lab NAME</c>.</summary>
    public string Source { get; }

    internal IEvidenceFiles Files { get; }

    internal EvidenceHeader Header { get; }

    /// <summary>What was made of it, kept so that several commands read it once. Owned by the Model.</summary>
    internal object? Model { get; set; }

    /// <summary>Closes the snapshot, where there is one.</summary>
    public void Dispose() => Files.Dispose();

    /// <summary>Cluster, source and age.</summary>
    public override string ToString() => $"{Cluster} ({Nodes.Count} nodes, {Source}, {TakenAt:u})";
}
