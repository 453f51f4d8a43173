using System.Management.Automation;

namespace CalicoVxlan.Host.Commands;

/// <summary>Takes objects and shows none.</summary>
[Cmdlet(VerbsData.Out, "Null")]
public sealed class OutNullCommand : Cmdlet
{
    /// <summary>What nobody wants.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }
}
