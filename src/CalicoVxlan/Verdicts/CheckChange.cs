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

    /// <summary>Before; null when there was no such row.</summary>
    public CheckStatus? Before { get; init; }

    /// <summary>Now; null when there is no such row.</summary>
    public CheckStatus? After { get; init; }

    /// <summary>Why it is so now, or was before.</summary>
    public string? Reason { get; init; }

    /// <summary>Change, check and target.</summary>
    public override string ToString() => $"{Change} {Id} {Target}";

    /// <summary>Compares two runs; what was well and is well is left out.</summary>
    public static IEnumerable<CheckChange> Between(IEnumerable<CheckResult> before, IEnumerable<CheckResult> after)
    {
        Dictionary<(string, string), CheckResult> old = Index(before);
        Dictionary<(string, string), CheckResult> now = Index(after);
        foreach (((string id, string target), CheckResult result) in now)
        {
            CheckResult? was = old.GetValueOrDefault((id, target));
            bool isBad = IsBad(result);
            bool wasBad = was is not null && IsBad(was);
            if (isBad || wasBad)
            {
                yield return new CheckChange
                {
                    Change = isBad && wasBad ? "Stayed" : isBad ? "Appeared" : "Gone", Id = id, Target = target, Before = was?.Status, After = result.Status, Reason = isBad ? result.Reason : was!.Reason,
                };
            }
        }

        foreach (((string id, string target), CheckResult was) in old)
        {
            if (IsBad(was) && !now.ContainsKey((id, target)))
            {
                yield return new CheckChange { Change = "Gone", Id = id, Target = target, Before = was.Status, Reason = was.Reason };
            }
        }
    }

    private static bool IsBad(CheckResult result) => result.Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Inconclusive;

    private static Dictionary<(string, string), CheckResult> Index(IEnumerable<CheckResult> results)
    {
        Dictionary<(string, string), CheckResult> index = [];
        foreach (CheckResult result in results)
        {
            index[(result.Id, result.Target)] = result;
        }

        return index;
    }
}
