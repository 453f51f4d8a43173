using CalicoVxlan.Common;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>bird flags in calico-node's probes against the backend.</summary>
internal sealed class ProbesCheck : ClusterCheck
{
    public override string Id => "Switch.Probes";

    public override string Title => "calico-node's probes ask for BIRD exactly when it runs";

    public override string Reads => "DaemonSet calico-node's probes; ConfigMap calico-config";

    public override string Why => "With backend vxlan BIRD is not started; a probe that still asks for it never succeeds.";

    public override string Impact => "calico-node is never Ready, or is restarted again and again.";

    public override string Reference => "node/pkg/health/health.go; docs: switching from IP-in-IP to VXLAN";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.DaemonSet is not { } set)
        {
            yield return Unknown(Cluster, "DaemonSet calico-node");
            yield break;
        }

        bool? hasBird = context.IsOperator ? context.Model.Objects.Installations![0].Bgp is null or "Enabled"
            : context.Config?.Data.GetValueOrDefault("calico_backend") is { } backend ? backend == "bird" : null;
        if (hasBird is null)
        {
            yield return Unknown(Cluster, "ConfigMap calico-config's calico_backend");
            yield break;
        }

        string[] flags = [.. set.LivenessCommand.Concat(set.ReadinessCommand).Where(static w => w.TrimStart('-') is "bird-live" or "bird-ready")];
        string place = $"DaemonSet {set.Namespace}/{set.Name} livenessProbe, readinessProbe";
        yield return hasBird == false && flags.Length > 0
            ? Fail(Cluster, $"{place} have {string.Join(" and ", flags)}, but BIRD is not started with this backend", new Finding
            {
                Expected = "no bird flags", Actual = string.Join(" ", flags), Evidence = place, Remedy = "Remove the flags from both probes.",
                Command = $"kubectl -n {ShellWord.Quote(set.Namespace)} get daemonset {ShellWord.Quote(set.Name)} -o yaml | grep -n bird-",
            })
            : Pass(Cluster, flags.Length == 0 ? "no bird flags" : string.Join(" ", flags), place);
    }
}
