using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Where the labs of this machine are.</summary>
internal static class LabEvidence
{
    /// <summary>The one place where a lab's name becomes its folder and nodes.</summary>
    /// <param name="name">The lab.</param>
    /// <param name="options">Which nodes, how many at once, for how long.</param>
    /// <param name="stop">Ends it.</param>
    // TO BE JOINED with the labs: EvidenceCollector.FromLab(name, cluster folder, nodes as LabNode(Name, Namespace, RootFolder), options, stop).
    public static CalicoEvidence Collect(string name, CollectOptions options, CancellationToken stop)
    {
        _ = options;
        stop.ThrowIfCancellationRequested();
        throw new EvidenceException(EvidenceFailure.NoSuchLab, SafeText.Clean(name), $"There is no lab '{SafeText.Clean(name)}'.", "Get-CalicoLab shows the labs of this machine; New-CalicoLab makes one.");
    }
}
