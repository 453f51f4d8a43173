using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Completion;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A cmdlet that looks at a cluster: given as evidence, else the live one that kubectl reaches.</summary>
public abstract class EvidenceCommand : CancellableCommand
{
    private const int MostWarnings = 5;
    private readonly HashSet<ClusterModel> models = [];
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
            ClusterModel model = ClusterModel.Of(evidence);
            models.Add(model);
            return model;
        }
    }

    /// <summary>Says at last what of the evidence can't be read: look-ups miss it, and checks are inconclusive for it.</summary>
    protected override void EndProcessing()
    {
        EvidenceError[] problems = [.. models.SelectMany(static m => m.Problems)];
        string[] texts = [.. problems.Select(static p => SafeText.Clean($"Evidence of {p.Scope}, {p.Item}: {p.Message}"))];
        foreach (string text in texts.Take(MostWarnings))
        {
            WriteWarning(text);
        }

        if (texts.Length > MostWarnings)
        {
            WriteWarning($"{texts.Length - MostWarnings} more files of the evidence can't be read, or not as a whole; -Verbose names them.");
            foreach (string text in texts.Skip(MostWarnings))
            {
                WriteVerbose(text);
            }
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
