namespace CalicoVxlan.Evidence;

/// <summary>What evidence.json says.</summary>
internal sealed record EvidenceHeader
{
    /// <summary>The layout's version that is written and read.</summary>
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public DateTimeOffset TakenAt { get; init; }

    public string Cluster { get; init; } = "";

    public IReadOnlyList<string> Nodes { get; init; } = [];

    public IReadOnlyList<EvidenceError> Errors { get; init; } = [];
}
