using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts;

/// <summary>Is the cluster really and correctly in VXLAN mode: runs the checks and puts their results into the order in which they are read.</summary>
public static class ModeTest
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<CalicoCheck> Checks { get; } = [.. CheckCatalog.All.Select(static c => new CalicoCheck(c))];

    /// <summary>Runs the checks: by category, the worst first, and within it the worst first.</summary>
    /// <param name="model">The cluster.</param>
    /// <param name="options">What to look at.</param>
    /// <param name="judged">Told after each node.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<CheckResult> Run(ClusterModel model, ModeTestOptions options, Action<string>? judged = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        Check[] chosen = [.. CheckCatalog.All.Where(c => Matches(options.Include, c) != false && Matches(options.Exclude, c) != true)];
        CheckContext context = new(model, options.Mode, options.Flows is null ? null : new WireSample(options.Flows), options.Earlier);
        CheckResult[] results = [.. new CheckRun(context, chosen).Judge(judged, cancellation)];
        string[] categories = [.. CheckCatalog.All.Select(static c => c.Category).Distinct()];
        return [.. results.GroupBy(static r => r.Category)
            .OrderByDescending(static g => g.Max(Weight)).ThenBy(g => Array.IndexOf(categories, g.Key))
            .SelectMany(g => InOrder(g, model.Source))];
    }

    /// <summary>True only when something was judged, nothing fails, and nothing that decides is unknown.</summary>
    public static bool IsPassed(IEnumerable<CheckResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        bool any = false;
        foreach (CheckResult result in results)
        {
            if (result.Status == CheckStatus.Fail || IsOpen(result))
            {
                return false;
            }

            any |= result.Status is CheckStatus.Pass or CheckStatus.Warning;
        }

        return any;
    }

    /// <summary>Whether a result leaves the verdict open.</summary>
    public static bool IsOpen(CheckResult result) => result is { Status: CheckStatus.Inconclusive, Decides: true };

    private static bool? Matches(Predicate<string>? wanted, Check check) => wanted is null ? null : wanted(check.Id) || wanted(check.Category);

    private static IEnumerable<CheckResult> InOrder(IGrouping<string, CheckResult> category, string source)
    {
        string summary = category.Key + ": " + string.Join(", ", category.GroupBy(static r => r.Status).OrderByDescending(static g => g.Max(Weight)).Select(static g => $"{g.Count()} {g.Key}"));
        return category.OrderByDescending(Weight).Select(r =>
        {
            r.Summary = summary;
            r.Source = source;
            return r;
        });
    }

    /// <summary>How bad a result is; more is worse.</summary>
    internal static int Weight(CheckResult result) => result.Status switch
    {
        CheckStatus.Fail => 5,
        CheckStatus.Inconclusive => result.Decides ? 4 : 2,
        CheckStatus.Warning => 3,
        CheckStatus.Pass => 1,
        _ => 0,
    };
}
