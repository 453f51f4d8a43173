using System.Globalization;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>Judges an entry of the catalogue.</summary>
internal sealed class KnownIssueCheck(KnownIssue issue) : NodeCheck
{
    public override string Id => issue.Id;

    public override string Title => issue.Title;

    public override string Scope => issue.PerNode ? "Node" : "Cluster";

    public override string Reads => string.Join("; ", issue.Conditions.Select(static c => c.Fact).Distinct());

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
        if (issue.PerNode && node.Node.IsWindows)
        {
            yield return Skip(target, "a Windows node");
            yield break;
        }

        // What one condition decides stays decided, whatever is not known of the others.
        Found[] facts = [.. issue.Conditions.Select(c => Look(node, c))];
        Found[] against = [.. facts.Where(static f => f.Value is not null && !Holds(f.Condition, f.Value))];
        if (against.Length > 0)
        {
            Found found = against.FirstOrDefault(static f => f.IsCircumstance) ?? against[0];
            yield return found.IsCircumstance ? Skip(target, $"{found}; the issue needs {Words(found.Condition)}") : Pass(target, $"{found.Condition.Fact} {found.Value}");
            yield break;
        }

        string[] missing = [.. facts.Where(static f => f.Value is null).Select(static f => f.Condition.Fact)];
        if (missing.Length > 0)
        {
            yield return issue.Status == CheckStatus.Pass ? Skip(target, $"the evidence does not hold {string.Join(", ", missing.Distinct())}; it would do no harm")
                : Array.Find(missing, static f => KnownFacts.WhyLacking(f) is not null) is { } rare
                ? Skip(target, $"the evidence does not hold {rare}: {KnownFacts.WhyLacking(rare)}")
                : Unknown(target, string.Join(", ", missing.Distinct()));
            yield break;
        }

        string held = string.Join(", ", facts.Select(static f => f.Reason ?? f.ToString()).Distinct());
        Finding finding = new() { Expected = "not so", Actual = held, Evidence = "evidence and versions", Remedy = issue.Remedy, Command = issue.Command };
        string reason = $"{held}: {issue.Title}";
        yield return issue.Status switch
        {
            CheckStatus.Fail => Fail(target, reason, finding),
            CheckStatus.Warning => Warn(target, reason, finding),
            _ => Pass(target, held, "evidence and versions", reason),
        };
    }

    private static Found Look(NodeContext node, KnownCondition condition)
    {
        if (CheckCatalog.Find(condition.Fact) is not { } check)
        {
            return new Found(condition, node.Facts.GetValueOrDefault(condition.Fact), null);
        }

        CheckResult? worst = node.ResultsOf(check).MaxBy(ModeTest.Weight);
        return new Found(condition, (worst?.Status ?? CheckStatus.NotApplicable).ToString(), worst?.Reason);
    }

    private static string Words(KnownCondition condition) => condition.Is switch
    {
        "not" => $"another than {condition.Value}",
        "contains" => $"one with {condition.Value}",
        "begins" => $"one that begins with {condition.Value.Replace("|", ", ", StringComparison.Ordinal)}",
        "less" => $"less than {condition.Value}",
        "least" => $"at least {condition.Value}",
        "above" => $"more than {condition.Value}",
        _ => condition.Value,
    };

    private static bool Holds(KnownCondition condition, string value) => condition.Is switch
    {
        "equal" => value == condition.Value,
        "not" => value != condition.Value,
        "begins" => Array.Exists(condition.Value.Split('|'), b => value.StartsWith(b, StringComparison.Ordinal)),
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

    /// <summary>What a condition asks for, as it is here.</summary>
    private sealed record Found(KnownCondition Condition, string? Value, string? Reason)
    {
        public bool IsCircumstance => KnownFacts.IsCircumstance(Condition.Fact) || Value is nameof(CheckStatus.Inconclusive) or nameof(CheckStatus.NotApplicable);

        public override string ToString() => $"{Condition.Fact} is {Value}";
    }
}
