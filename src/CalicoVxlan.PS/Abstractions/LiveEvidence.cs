using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.PS.Completion;
using CalicoVxlan.PS.Errors;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Evidence for a cmdlet that was given none, or a path.</summary>
internal static class LiveEvidence
{
    /// <summary>Asks the cluster of kubectl's current context; what can't be had is warned of. Nothing at all is a terminating error.</summary>
    public static CalicoEvidence Collect(Cmdlet command, CancellationToken stop)
    {
        CollectSteps steps = new(command);
        try
        {
            CalicoEvidence evidence = EvidenceCollector.FromCluster(new ClusterAccess(), new CollectOptions { Progress = steps.Report }, stop);
            foreach (string warning in EvidenceWarnings.Of(evidence.Errors))
            {
                command.WriteWarning(warning);
            }

            return evidence;
        }
        catch (EvidenceException failure)
        {
            command.ThrowTerminatingError(EvidenceErrors.For(failure));
            throw;
        }
        finally
        {
            steps.Complete();
        }
    }

    /// <summary>Opens a snapshot; a relative path begins at the shell's location.</summary>
    public static CalicoEvidence Import(string path) => EvidenceSnapshot.Open(Path.GetFullPath(path, ShellLocation.Current()));
}
