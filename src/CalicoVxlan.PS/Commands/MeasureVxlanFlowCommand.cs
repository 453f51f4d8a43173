using System.Management.Automation;
using CalicoVxlan.Flows;
using CalicoVxlan.Frames;
using CalicoVxlan.PS.Abstractions;

namespace CalicoVxlan.PS.Commands;

/// <summary>Measures who talks to whom, through which VTEPs, and how well. Sees every frame before it writes its rows.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "VxlanFlow", DefaultParameterSetName = ParameterSets.Frame)]
[OutputType(typeof(VxlanFlow))]
public sealed class MeasureVxlanFlowCommand : CaptureCommand
{
    private FlowTable table = new();
    private long taken;

    /// <summary>Frames from Get-VxlanFrame.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Frame, ValueFromPipeline = true)]
    [ValidateNotNull]
    public VxlanFrame? InputObject { get; set; }

    /// <summary>What a row is about.</summary>
    [Parameter]
    public FlowGrouping By { get; set; } = FlowGrouping.Conversation;

    /// <summary>A row for each interval of this length: seconds, or 500ms, 30s, 5m, 2h, 00:00:30.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Interval { get; set; }

    /// <inheritdoc/>
    protected override bool ReusesBlocks => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        table = new FlowTable(Interval, MakeNames());
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ParameterSets.Frame)
        {
            table.Add(InputObject!);
        }
        else
        {
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (VxlanFlow flow in table.GetFlows(By))
        {
            WriteObject(flow);
        }
    }

    /// <inheritdoc/>
    protected override void Begin(FrameReader reader)
    {
        // What is taken before it is decoded is not counted against -Count.
        if (Count == 0)
        {
            reader.Offer(table);
        }
    }

    /// <inheritdoc/>
    protected override bool Take(FrameReader reader)
    {
        table.Add(reader);
        return ++taken != Count;
    }
}
