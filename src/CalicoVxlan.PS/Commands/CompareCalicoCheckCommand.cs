using System.Management.Automation;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.PS.Commands;

/// <summary>Compares two runs of Test-CalicoVxlanMode: what appeared, what went, what stayed.</summary>
[Cmdlet(VerbsData.Compare, "CalicoCheck")]
[OutputType(typeof(CheckChange))]
public sealed class CompareCalicoCheckCommand : PSCmdlet
{
    private readonly List<CheckResult> after = [];

    /// <summary>Results before; none, or null, where nothing was found then.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public CheckResult[]? ReferenceObject { get; set; }

    /// <summary>Results now; none, or null, where nothing is found any more.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public CheckResult[]? DifferenceObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => after.AddRange(DifferenceObject ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (CheckChange change in CheckChange.Between(ReferenceObject ?? [], after))
        {
            WriteObject(change);
        }
    }
}
