using System.Diagnostics.CodeAnalysis;
using CalicoVxlan.Common;

namespace CalicoVxlan.Verdicts;

/// <summary>
/// One thing that is checked. It sees the model and the prediction only; all text was read before. A check is made once and used by
/// several threads: it keeps nothing.
/// </summary>
internal abstract class Check
{
    /// <summary>Category and name, such as <c>Device.Vni</c>; stable for ever.</summary>
    public abstract string Id { get; }

    public abstract string Title { get; }

    /// <summary>What of the evidence it reads, for people.</summary>
    public abstract string Reads { get; }

    /// <summary>Why it exists: what goes wrong without it.</summary>
    public abstract string Why { get; }

    public abstract string Scope { get; }

    /// <summary>What a failure does to traffic.</summary>
    public abstract string Impact { get; }

    public virtual string? Reference => null;

    public string Category => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    protected CheckResult Pass(string target, string? actual = null, string? evidence = null, string? reason = null) =>
        Make(target, CheckStatus.Pass, reason, new Finding { Actual = actual, Expected = actual, Evidence = evidence });

    protected CheckResult Fail(string target, string reason, Finding finding) => Make(target, CheckStatus.Fail, reason, finding);

    protected CheckResult Warn(string target, string reason, Finding finding) => Make(target, CheckStatus.Warning, reason, finding);

    /// <summary>The evidence lacks something; says what. What nobody asked for, since the snapshot's layout began without it, does not decide.</summary>
    protected CheckResult Unknown(string target, string missing, bool isAskedFor = true) => Make(
        target, CheckStatus.Inconclusive, $"the evidence does not hold {missing}{(isAskedFor ? "" : "; it was not asked for and does not count")}",
        new Finding { Remedy = "Collect it (Get-CalicoEvidence), or put it into the snapshot by hand." }, isAskedFor);

    /// <summary>All results; where the check itself is at fault, one that says so, since one check must not cost the others.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever it is, the other checks go on, and the row says it.")]
    internal CheckResult[] Safely(Func<IEnumerable<CheckResult>> judge, string target)
    {
        try
        {
            return [.. judge()];
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return [Make(target, CheckStatus.Inconclusive, $"the check failed: {SafeText.Clean(failure.Message)}", new Finding { Remedy = "Report this with the snapshot: it is a fault of the check." })];
        }
    }

    protected CheckResult Skip(string target, string why) => Make(target, CheckStatus.NotApplicable, why, new Finding());

    private CheckResult Make(string target, CheckStatus status, string? reason, Finding finding, bool decides = true) => new()
    {
        Id = Id,
        Title = Title,
        Category = Category,
        Scope = Scope,
        Target = target,
        Status = status,
        Expected = finding.Expected,
        Actual = finding.Actual,
        Reason = reason,
        Evidence = finding.Evidence,
        Impact = status is CheckStatus.Warning or CheckStatus.Fail ? finding.Impact ?? Impact : null,
        Remedy = finding.Remedy,
        ManualCommand = finding.Command,
        Reference = Reference,
        Decides = decides,
    };
}

/// <summary>What a check found, beyond its reason.</summary>
internal sealed record Finding
{
    public string? Expected { get; init; }

    public string? Actual { get; init; }

    public string? Evidence { get; init; }

    /// <summary>Null for the check's own.</summary>
    public string? Impact { get; init; }

    /// <summary>As <see cref="Command"/>: people paste the part of it that is a command.</summary>
    public string? Remedy { get; init; }

    /// <summary>For people to paste, often as root: what comes from evidence and isn't an address or a number goes through <see cref="Common.ShellWord"/>.</summary>
    public string? Command { get; init; }
}

/// <summary>A check of what the API says, once a cluster.</summary>
internal abstract class ClusterCheck : Check
{
    public override string Scope => "Cluster";

    public abstract IEnumerable<CheckResult> Judge(CheckContext context);

    protected const string Cluster = "cluster";
}

/// <summary>A check of one node, once a node; nodes come one after the other, so that their tables need not be kept.</summary>
internal abstract class NodeCheck : Check
{
    public override string Scope => "Node";

    public abstract IEnumerable<CheckResult> Judge(NodeContext node);

    /// <summary>The row for a node of which the evidence doesn't tell whether it is to have a VTEP; null when it does.</summary>
    protected CheckResult? Undecided(NodeContext node) => node.Forecast(isIpv6: false).Unknown is { } missing ? Unknown(node.Name, missing) : null;
}
