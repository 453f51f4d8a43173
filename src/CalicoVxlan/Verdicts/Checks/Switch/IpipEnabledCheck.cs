using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>ipipEnabled is not pinned to true where no pool is IPIP.</summary>
internal sealed class IpipEnabledCheck : NodeCheck
{
    public override string Id => "Switch.IpipEnabled";

    public override string Title => "Felix has IPIP off";

    public override string Reads => "FelixConfigurations; DaemonSet calico-node's env; IPPools";

    public override string Why => "Pinned to true, Felix keeps tunl0 with its address, and pods' MTU follows the smaller of both overheads.";

    public override string Impact => "tunl0 stays configured; nothing is lost by that alone.";

    public override string Reference => "felix/dataplane/linux/ipip_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        string source = node.Settings.SourceOf("ipipEnabled", "FELIX_IPINIPENABLED");
        bool needed = node.Model.Objects.Pools?.Any(static p => p.IpipMode != EncapsulationMode.Never) == true;
        if (node.Settings.IpipEnabled == true && node.Model.Objects.Pools is null)
        {
            yield return Unknown(node.Name, "the IPPools");
            yield break;
        }

        yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node")
            : node.Settings.IpipEnabled == true && !needed ? Warn(node.Name, $"{source} is true, and no pool is IPIP", new Finding
            {
                Expected = "unset, or false", Actual = "true", Evidence = source, Remedy = "Remove the setting.", Command = "kubectl get felixconfigurations -o yaml | grep -n ipipEnabled",
            })
            : !node.Settings.Knows("FELIX_IPINIPENABLED") ? Unknown(node.Name, "the FelixConfigurations, or DaemonSet calico-node")
            : Pass(node.Name, node.Settings.IpipEnabled?.ToString().ToLowerInvariant() ?? "unset: the pools decide", source);
    }
}
