using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.Lab;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Where the labs of this machine are.</summary>
internal static class LabEvidence
{
    /// <summary>The one place where a lab's name becomes its folder and nodes.</summary>
    /// <param name="name">The lab.</param>
    /// <param name="options">Which nodes, how many at once, for how long.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="EvidenceException">There is no such lab.</exception>
    public static CalicoEvidence Collect(string name, CollectOptions options, CancellationToken stop)
    {
        try
        {
            CalicoLab lab = CalicoLab.Open(name);
            return EvidenceCollector.FromLab(lab.Name, lab.ClusterFolder, [.. lab.Nodes.Select(static n => new LabNode(n.Node, n.Namespace, n.RootFolder))], options, stop);
        }
        catch (LabException failure)
        {
            throw new EvidenceException(EvidenceFailure.NoSuchLab, SafeText.Clean(name), failure.Message, failure.Remedy);
        }
    }
}
