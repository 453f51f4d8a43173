using System.Globalization;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>Judges an entry of the catalogue.</summary>
internal sealed class KnownIssueCheck(KnownIssue issue) : NodeCheck
{
    public override string Id => issue.Id;

    public override string Title => issue.Title;

    public override string Scope => issue.PerNode ? "Node" : "Cluster";

    public override string Reads => string.Join("; ", issue.Conditions.Select(static c => c.Fact));

    public override string Why => "Somebody met it before: " + (issue.Issues ?? "documentation");

    public override string Impact => issue.Effect;

    public override string? Reference => issue.Issues;

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        // What is about the cluster is judged once, on the first node.
        if (!issue.PerNode && node.Node != node.Model.Nodes[0])
        {
            yield break;
        }

        string target = issue.PerNode ? node.Name : "cluster";
        string? missing = null;
        List<string> held = [];
        foreach (KnownCondition condition in issue.Conditions)
        {
            string? value = node.Facts.GetValueOrDefault(condition.Fact);
            if (value is null)
            {
                missing ??= condition.Fact;
            }
            else if (!Holds(condition, value))
            {
                yield return Pass(target, $"{condition.Fact} {value}");
                yield break;
            }
            else
            {
                held.Add($"{condition.Fact} is {value}");
            }
        }

        if (missing is not null)
        {
            // A doubt that nothing supports is no news: the fact concerns this issue alone.
            yield return Skip(target, $"the evidence does not hold {missing}");
            yield break;
        }

        Finding finding = new() { Expected = "not so", Actual = string.Join(", ", held), Evidence = "evidence and versions", Remedy = issue.Remedy, Command = issue.Command };
        string reason = $"{string.Join(", ", held)}: {issue.Title}";
        yield return issue.IsFailure ? Fail(target, reason, finding) : Warn(target, reason, finding);
    }

    private static bool Holds(KnownCondition condition, string value) => condition.Is switch
    {
        "equal" => value == condition.Value,
        "not" => value != condition.Value,
        "contains" => value.Contains(condition.Value, StringComparison.OrdinalIgnoreCase),
        "less" => Compare(value, condition.Value) < 0,
        "least" => Compare(value, condition.Value) >= 0,
        "above" => Compare(value, condition.Value) > 0,
        _ => false,
    };

    // Versions as versions, everything else as numbers.
    private static int Compare(string value, string other) =>
        value.Contains('.', StringComparison.Ordinal) || other.Contains('.', StringComparison.Ordinal)
            ? CalicoRelease.Parse(value).CompareTo(CalicoRelease.Parse(other))
            : Number(value).CompareTo(Number(other));

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;
}
