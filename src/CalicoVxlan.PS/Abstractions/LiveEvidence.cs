using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Evidence for a cmdlet that was given none.</summary>
internal static class LiveEvidence
{
    public static CalicoEvidence Collect(Cmdlet command, CancellationToken cancellation) => throw new FileNotFoundException();

    public static CalicoEvidence Import(string path) => EvidenceSnapshot.Open(path);
}
