using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>Per-node FelixConfigurations that set VXLAN's own fields.</summary>
internal sealed class NodeOverridesCheck : ClusterCheck
{
    private static readonly string[] Fields = ["vxlanEnabled", "vxlanVNI", "vxlanPort", "vxlanMTU", "ipipEnabled"];

    public override string Id => "Switch.NodeOverrides";

    public override string Title => "No node has VXLAN settings of its own";

    public override string Reads => "FelixConfigurations node.*";

    public override string Why => "A VNI or port of one node is legal, not validated, and cuts that node off.";

    public override string Impact => "The node can't talk to the others where VNI or port differ.";

    public override string Reference => "projectcalico/calico#10692";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.FelixConfigurations is not { } configurations)
        {
            yield return Unknown(Cluster, "the FelixConfigurations");
            yield break;
        }

        FelixConfigurationObject? shared = configurations.FirstOrDefault(static c => c.Name == "default");
        bool any = false;
        foreach (FelixConfigurationObject own in configurations.Where(static c => c.Name.StartsWith("node.", StringComparison.Ordinal)))
        {
            string[] set = [.. Fields.Where(f => own.Spec.TryGetValue(f, out string? value) && value != (shared?.Spec.GetValueOrDefault(f) ?? Default(f)))];
            if (set.Length > 0)
            {
                any = true;
                yield return Warn(own.Name["node.".Length..], $"FelixConfiguration {own.Name} sets {string.Join(", ", set.Select(f => $"{f} {own.Spec[f]}"))}", new Finding
                {
                    Expected = "the same on all nodes", Actual = string.Join(", ", set.Select(f => $"{f} {own.Spec[f]}")), Evidence = $"FelixConfiguration {own.Name}",
                    Remedy = $"kubectl delete felixconfiguration {own.Name}, or remove these fields.", Command = $"kubectl get felixconfiguration {own.Name} -o yaml",
                });
            }
        }

        if (!any)
        {
            yield return Pass(Cluster, "none", "FelixConfigurations");
        }
    }

    private static string? Default(string field) => field switch { "vxlanVNI" => "4096", "vxlanPort" => "4789", "vxlanMTU" => "0", _ => null };
}
