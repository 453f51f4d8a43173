namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>An entry of the catalogue.</summary>
internal sealed record KnownIssue
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What it means when all conditions hold: Fail, Warning, or Pass for what looks odd and does no harm.</summary>
    public CheckStatus Status { get; init; }

    /// <summary>Judged on each node; else once a cluster.</summary>
    public bool PerNode { get; init; }

    public required string Effect { get; init; }

    public required string Remedy { get; init; }

    public string? Command { get; init; }

    /// <summary>Where it was reported.</summary>
    public string? Issues { get; init; }

    public required IReadOnlyList<KnownCondition> Conditions { get; init; }
}

/// <summary>A condition on a fact.</summary>
/// <param name="Fact">Name of a fact (<see cref="KnownFacts"/>), or id of a check: how the worst of its results came out.</param>
/// <param name="Is">equal, not, less, least (at least), above, contains, begins (with one of several, by |).</param>
/// <param name="Value">What it is compared with.</param>
internal sealed record KnownCondition(string Fact, string Is, string Value);
