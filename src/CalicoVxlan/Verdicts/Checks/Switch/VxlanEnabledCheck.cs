namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>vxlanEnabled is not pinned to false, for all nodes or one.</summary>
internal sealed class VxlanEnabledCheck : NodeCheck
{
    public override string Id => "Switch.VxlanEnabled";

    public override string Title => "Felix has VXLAN on";

    public override string Reads => "FelixConfigurations; DaemonSet calico-node's env; IPPools";

    public override string Why => "A pin from earlier days outlives the pools' mode; Calico itself needs none since 3.23.";

    public override string Impact => "Felix deletes vxlan.calico and programs no VXLAN on this node.";

    public override string Reference => "felix/calc/encapsulation_resolver.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows)
        {
            yield return Skip(node.Name, "a Windows node");
            yield break;
        }

        if (node.Settings.VxlanEnabled == false)
        {
            string source = node.Settings.SourceOf("vxlanEnabled", "FELIX_VXLANENABLED");
            yield return Fail(node.Name, $"{source} is false", new Finding
            {
                Expected = "unset, or true", Actual = "false", Evidence = source, Remedy = "Remove the setting, so that the pools decide.",
                Command = "kubectl get felixconfigurations -o yaml | grep -n vxlanEnabled",
            });
        }
        else if (!node.Settings.Knows("FELIX_VXLANENABLED"))
        {
            yield return Unknown(node.Name, "the FelixConfigurations, or DaemonSet calico-node");
        }
        else if (node.Settings.VxlanEnabled is null && node.Model.Release.IsBefore(3, 23))
        {
            yield return Fail(node.Name, $"vxlanEnabled is unset, and Calico {node.Model.Release} does not follow the pools", new Finding
            {
                Expected = "true", Actual = "unset", Evidence = "FelixConfigurations, DaemonSet calico-node's env", Remedy = "kubectl patch felixconfiguration default --type merge -p '{\"spec\":{\"vxlanEnabled\":true}}'; or upgrade to 3.23 or later.",
                Command = "kubectl get felixconfigurations -o yaml | grep -n vxlanEnabled",
            });
        }
        else
        {
            yield return Pass(node.Name, node.Settings.VxlanEnabled is null ? "unset: the pools decide" : "true", node.Settings.SourceOf("vxlanEnabled", "FELIX_VXLANENABLED"));
        }
    }
}
