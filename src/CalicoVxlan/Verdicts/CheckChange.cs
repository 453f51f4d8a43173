namespace CalicoVxlan.Verdicts;

/// <summary>What became of one check's result from one run to another.</summary>
public sealed class CheckChange
{
    /// <summary>Appeared (it is worse now), Gone (it is better now), Stayed (still not well).</summary>
    public required string Change { get; init; }

    /// <summary>The check.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Target { get; init; }

    /// <summary>Before; null when nothing was said of it then. See <see cref="Between"/> for peers.</summary>
    public CheckStatus? Before { get; init; }

    /// <summary>Now; null when nothing is said of it.</summary>
    public CheckStatus? After { get; init; }

    /// <summary>Why it is so now, or was before.</summary>
    public string? Reason { get; init; }

    /// <summary>Change, check and target.</summary>
    public override string ToString() => $"{Change} {Id} {Target}";

    /// <summary>
    /// Compares two runs; what was well and is well is left out. Checks of peers have one row <c>node2</c> when all is well and rows <c>node2 > node1</c> when
    /// not. Where a run has no row for a pair, its row for the pair's node counts; where it has none for a node that is not well, the worst of the node's pairs does.
    /// A pair that a run does not name, beside others of the node that it does, stays without a status.
    /// </summary>
    public static IEnumerable<CheckChange> Between(IEnumerable<CheckResult> before, IEnumerable<CheckResult> after)
    {
        Run old = new(before);
        Run now = new(after);
        foreach (CheckResult result in now.Rows)
        {
            if (Compare(result, old.Find(result), result) is { } change)
            {
                yield return change;
            }
        }

        foreach (CheckResult was in old.Rows.Where(r => !now.Has(r)))
        {
            if (IsBad(was) && Compare(was, was, now.Find(was)) is { } change)
            {
                yield return change;
            }
        }
    }

    private static CheckChange? Compare(CheckResult about, CheckResult? was, CheckResult? now)
    {
        bool isBad = now is not null && IsBad(now);
        bool wasBad = was is not null && IsBad(was);
        return !isBad && !wasBad ? null : new CheckChange
        {
            Change = isBad && wasBad ? "Stayed" : isBad ? "Appeared" : "Gone", Id = about.Id, Target = about.Target, Before = was?.Status, After = now?.Status, Reason = (isBad ? now : was)!.Reason,
        };
    }

    private static bool IsBad(CheckResult result) => result.Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Inconclusive;

    /// <summary>The rows of one run.</summary>
    private sealed class Run
    {
        private const string Between = " > ";

        private readonly Dictionary<(string, string), CheckResult> rows = [];
        private readonly Dictionary<(string, string), CheckResult> worstPairs = [];

        public Run(IEnumerable<CheckResult> results)
        {
            foreach (CheckResult result in results)
            {
                rows[(result.Id, result.Target)] = result;
            }

            foreach (CheckResult result in rows.Values)
            {
                if (NodeOf(result.Target) is { } node && (!worstPairs.TryGetValue((result.Id, node), out CheckResult? other) || ModeTest.Weight(result) > ModeTest.Weight(other)))
                {
                    worstPairs[(result.Id, node)] = result;
                }
            }
        }

        public IEnumerable<CheckResult> Rows => rows.Values;

        public bool Has(CheckResult other) => rows.ContainsKey((other.Id, other.Target));

        public CheckResult? Find(CheckResult other) =>
            rows.GetValueOrDefault((other.Id, other.Target))
            ?? (NodeOf(other.Target) is { } node ? rows.GetValueOrDefault((other.Id, node))
                : IsBad(other) ? worstPairs.GetValueOrDefault((other.Id, other.Target)) : null);

        private static string? NodeOf(string target) => target.IndexOf(Between, StringComparison.Ordinal) is > 0 and int at ? target[..at] : null;
    }
}
