using CalicoVxlan.Flows;

namespace CalicoVxlan.Verdicts.Checks.Wire;

/// <summary>A check of what was captured; it says nothing without traffic between pods of two nodes.</summary>
internal abstract class WireCheck : ClusterCheck
{
    public override string Reads => "frames (-Frame, -CapturePath)";

    public sealed override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Wire is not { } wire)
        {
            yield return Skip(Cluster, "no frames were given (-Frame, -CapturePath)");
            yield break;
        }

        VxlanFlow[] flows = [.. wire.Flows.Where(f => IsBetweenPods(context, f))];
        if (flows.Length == 0)
        {
            yield return Unknown(Cluster, "traffic between pods of two nodes: the capture saw none");
            yield break;
        }

        foreach (CheckResult result in Judge(context, flows))
        {
            yield return result;
        }
    }

    protected abstract IEnumerable<CheckResult> Judge(CheckContext context, IReadOnlyList<VxlanFlow> flows);

    private static bool IsBetweenPods(CheckContext context, VxlanFlow flow) =>
        flow.SourcePod is not null && flow.DestinationPod is not null
            ? flow.SourceNode != flow.DestinationNode
            : flow.SourceVtep is not null && flow.Source is not null;
}
