namespace CalicoVxlan.Verdicts;

/// <summary>How a check came out.</summary>
public enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>Works, and is not as it should be, or will not work for all traffic.</summary>
    Warning,

    /// <summary>Wrong: traffic is lost, or the cluster is not in the mode that is demanded.</summary>
    Fail,

    /// <summary>The evidence does not hold what decides it.</summary>
    Inconclusive,

    /// <summary>Does not concern this cluster or node.</summary>
    NotApplicable,
}

/// <summary>One check of one thing.</summary>
public sealed class CheckResult
{
    /// <summary>The check's id, stable for ever.</summary>
    public required string Id { get; init; }

    /// <summary>What is checked, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Switch, Address, Device, Peer, Mtu, Host, Known, Wire.</summary>
    public required string Category { get; init; }

    /// <summary>Cluster, Node, Peer, Pool or Pod.</summary>
    public required string Scope { get; init; }

    /// <summary>The thing itself: a node, <c>node1 > node2</c>, a pool; <c>cluster</c> for all.</summary>
    public required string Target { get; init; }

    /// <summary>How it came out.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What should be.</summary>
    public string? Expected { get; init; }

    /// <summary>What is.</summary>
    public string? Actual { get; init; }

    /// <summary>Why it came out so, naming the object and the field.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it was read: source and place.</summary>
    public string? Evidence { get; init; }

    /// <summary>What it does to traffic.</summary>
    public string? Impact { get; init; }

    /// <summary>How to mend it; words of the evidence are quoted for a POSIX shell, so that they are never more than words.</summary>
    public string? Remedy { get; init; }

    /// <summary>The line that a colleague without the module would type to see it; quoted as in <see cref="Remedy"/>.</summary>
    public string? ManualCommand { get; init; }

    /// <summary>An issue, a source file or a document.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Whether the verdict as a whole (<c>-Quiet</c>, the exit code) looks at it. False for what is unknown because nobody asked for it: a file that
    /// is in no snapshot of the layout's first form, and whose absence no error explains.
    /// </summary>
    public bool Decides { get; init; } = true;

    /// <summary>The category and how its checks came out: what the table groups by.</summary>
    public string? Summary { get; set; }

    /// <summary>Where the evidence is from, as in <c>CalicoEvidence.Source</c>: a snapshot's path, <c>kubectl CONTEXT</c>, <c>lab NAME</c>. Tells clusters apart that were judged together.</summary>
    public string? Source { get; set; }

    /// <summary>Status, target and reason in one line.</summary>
    public override string ToString() => $"{Status} {Id} {Target}{(Reason is null ? "" : ": " + Reason)}";
}
