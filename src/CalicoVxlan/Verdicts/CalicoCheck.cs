namespace CalicoVxlan.Verdicts;

/// <summary>A check that <see cref="ModeTest"/> runs.</summary>
public sealed class CalicoCheck
{
    internal CalicoCheck(Check check)
    {
        Id = check.Id;
        Category = check.Category;
        Scope = check.Scope;
        Title = check.Title;
        Reads = check.Reads;
        Why = check.Why;
        Impact = check.Impact;
        Reference = check.Reference;
    }

    /// <summary>Category and name; stable for ever.</summary>
    public string Id { get; }

    /// <summary>Switch, Address, Device, Peer, Mtu, Host, Known, Wire.</summary>
    public string Category { get; }

    /// <summary>What a row is about: Cluster, Node, Peer, Pool, Pod.</summary>
    public string Scope { get; }

    /// <summary>What should be so.</summary>
    public string Title { get; }

    /// <summary>What of the evidence it reads.</summary>
    public string Reads { get; }

    /// <summary>Why it exists.</summary>
    public string Why { get; }

    /// <summary>What a failure does to traffic.</summary>
    public string Impact { get; }

    /// <summary>An issue, a source file or a document.</summary>
    public string? Reference { get; }

    /// <summary>Its id.</summary>
    public override string ToString() => Id;
}
