namespace CalicoVxlan.Evidence;

/// <summary>Something that could not be had.</summary>
/// <param name="Scope"><c>cluster</c>, or the name of a node.</param>
/// <param name="Item">The file of the snapshot that is missing, such as <c>pods</c> or <c>fdb.json</c>; <c>*</c> when nothing could be had of a node.</param>
/// <param name="Message">Why; one line, free of control characters.</param>
public sealed record EvidenceError(string Scope, string Item, string Message)
{
    /// <summary>All three, with colons.</summary>
    public override string ToString() => $"{Scope}: {Item}: {Message}";
}
