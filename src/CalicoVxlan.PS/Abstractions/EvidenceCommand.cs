using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A cmdlet that looks at a cluster: given as evidence, else the live one that kubectl reaches.</summary>
public abstract class EvidenceCommand : CancellableCommand
{
    private CalicoEvidence? live;

    /// <summary>Evidence from Get-CalicoEvidence or Import-CalicoEvidence, or the path of a snapshot; without it the live cluster is asked.</summary>
    [Parameter(ValueFromPipeline = true)]
    [EvidenceTransformation]
    [ValidateNotNull]
    public CalicoEvidence? Evidence { get; set; }

    /// <summary>The cluster that the command is about.</summary>
    protected ClusterModel Model
    {
        get
        {
            CalicoEvidence evidence = Evidence ?? (live ??= LiveEvidence.Collect(this, Stop));
            EvidenceAtHand.Last = evidence;
            return ClusterModel.Of(evidence);
        }
    }

    /// <summary>Reads the kernel tables of the chosen nodes, with progress; what was read before is not read again.</summary>
    protected void ReadNodes(ClusterModel model, Func<string, bool>? chosen = null)
    {
        string[] nodes = [.. model.AskedNodes.Where(n => chosen?.Invoke(n) != false)];
        using NodeProgress progress = new(this, "Reading evidence", nodes.Length);
        try
        {
            progress.Run(read => model.ReadNodes(nodes, read, Stop));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Stopped; whoever asked looks at Stop.
        }
    }
}
