using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>calico-node is rolled out everywhere, in one version.</summary>
internal sealed class RolloutCheck : ClusterCheck
{
    public override string Id => "Switch.Rollout";

    public override string Title => "calico-node is rolled out, in one version";

    public override string Reads => "DaemonSet calico-node's status; pods of calico-node";

    public override string Why => "A node whose calico-node is old or down keeps the old dataplane.";

    public override string Impact => "Those nodes keep what they had programmed before: traffic to and from them may be lost.";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.DaemonSet is not { } set)
        {
            yield return Unknown(Cluster, "DaemonSet calico-node");
            yield break;
        }

        string place = $"DaemonSet {set.Namespace}/{set.Name} status";
        string[] versions =
        [
            .. (context.Model.Objects.Pods ?? []).Where(p => p.App == "calico-node" && p.Namespace == set.Namespace && p.Image is not null)
                .Select(static p => CalicoRelease.Parse(p.Image)).Where(static r => r.IsKnown).Distinct().Order().Select(static r => r.ToString()),
        ];
        string command = $"kubectl -n {ShellWord.Quote(set.Namespace)} rollout status daemonset/{ShellWord.Quote(set.Name)}";
        if (versions.Length > 1)
        {
            yield return Fail(Cluster, $"calico-node runs in {versions.Length} versions: {string.Join(", ", versions)}", new Finding
            {
                Expected = "one version", Actual = string.Join(", ", versions), Evidence = "Pods of calico-node", Remedy = "Wait for the rollout, or delete the pods that are left behind.", Command = command,
            });
        }
        else if (set is { Desired: { } desired, Ready: { } ready, Updated: { } updated } && (ready < desired || updated < desired))
        {
            yield return Warn(Cluster, $"{place}: {ready} of {desired} Ready, {updated} updated", new Finding
            {
                Expected = $"{desired} Ready and updated", Actual = $"{ready} Ready, {updated} updated", Evidence = place, Remedy = "Look at the pods that are not Ready: kubectl describe pod.", Command = command,
            });
        }
        else if (set.Desired is null && versions.Length == 0)
        {
            yield return Unknown(Cluster, "the DaemonSet's status");
        }
        else
        {
            yield return Pass(Cluster, set.Desired is { } all ? $"{all} of {all} Ready{(versions.Length == 1 ? ", " + versions[0] : "")}" : versions[0], place);
        }
    }
}
