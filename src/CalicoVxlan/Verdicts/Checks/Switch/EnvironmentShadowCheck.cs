using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>FELIX_ variables that hide what FelixConfiguration says.</summary>
internal sealed class EnvironmentShadowCheck : ClusterCheck
{
    private static readonly (string Field, string Variable)[] Settings =
    [
        ("vxlanEnabled", "FELIX_VXLANENABLED"), ("vxlanVNI", "FELIX_VXLANVNI"), ("vxlanPort", "FELIX_VXLANPORT"), ("vxlanMTU", "FELIX_VXLANMTU"), ("ipipEnabled", "FELIX_IPINIPENABLED"),
    ];

    public override string Id => "Switch.EnvironmentShadow";

    public override string Title => "No FELIX_ variable hides a FelixConfiguration";

    public override string Reads => "DaemonSet calico-node's env; FelixConfiguration default";

    public override string Why => "The environment wins without a word; the manifests set FELIX_VXLANMTU from veth_mtu, so that vxlanMTU never counts.";

    public override string Impact => "What the FelixConfiguration says is ignored.";

    public override string Reference => "felix/config/config_params.go; projectcalico/calico#10692";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.DaemonSet is null || context.Model.Objects.FelixConfigurations is not { } configurations)
        {
            yield return Unknown(Cluster, context.DaemonSet is null ? "DaemonSet calico-node" : "the FelixConfigurations");
            yield break;
        }

        FelixSettings settings = context.Model.Settings("");
        FelixConfigurationObject? shared = configurations.FirstOrDefault(static c => c.Name == "default");
        string[] hidden =
        [
            .. Settings.Where(s => settings.Environment(s.Variable) is { Length: > 0 } shown && shared?.Spec.GetValueOrDefault(s.Field) is { } said && !IsSame(said, shown))
                .Select(s => $"{s.Variable} is {settings.Environment(s.Variable)}, FelixConfiguration default spec.{s.Field} is {shared!.Spec[s.Field]}"),
        ];
        string place = $"DaemonSet {context.DaemonSet.Namespace}/{context.DaemonSet.Name} env";
        yield return hidden.Length == 0 ? Pass(Cluster, "none", place) : Warn(Cluster, string.Join("; ", hidden), new Finding
        {
            Expected = "one place for each setting", Actual = string.Join("; ", hidden), Evidence = place,
            Remedy = "Remove the variable, or set the field to the same value.", Command = $"kubectl -n {ShellWord.Quote(context.DaemonSet.Namespace)} set env daemonset/{ShellWord.Quote(context.DaemonSet.Name)} --list | grep FELIX_",
        });
    }

    // True is true, whoever writes it.
    private static bool IsSame(string said, string shown) =>
        said == shown || (FelixSettings.TruthOf(said) is { } one && FelixSettings.TruthOf(shown) is { } other && one == other && !int.TryParse(said, out _));
}
