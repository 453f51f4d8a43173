using CalicoVxlan.Common;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>calico_backend of a manifest install, or bgp of an Installation.</summary>
internal sealed class BackendCheck : ClusterCheck
{
    public override string Id => "Switch.Backend";

    public override string Title => "calico_backend is vxlan";

    public override string Reads => "ConfigMap calico-config; Installation spec.calicoNetwork.bgp";

    public override string Why => "The last step of a switch from IPIP is often forgotten: BIRD keeps running, and its probes with it.";

    public override string Impact => "BIRD and confd run on every node for nothing; their health decides about calico-node's.";

    public override string Reference => "calico manifests/calico-vxlan.yaml; tigera/operator pkg/render/node.go";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.IsOperator)
        {
            string bgp = context.Model.Objects.Installations![0].Bgp ?? "Enabled";
            yield return Pass(Cluster, $"bgp {bgp}", "Installation default", bgp == "Enabled" ? "BIRD runs beside VXLAN, which is harmless" : null);
            yield break;
        }

        if (context.Config is not { } config)
        {
            yield return Unknown(Cluster, "ConfigMap calico-config");
            yield break;
        }

        string place = $"ConfigMap {config.Namespace}/calico-config data.calico_backend";
        string? backend = config.Data.GetValueOrDefault("calico_backend");
        if (backend == "vxlan")
        {
            yield return Pass(Cluster, backend, place);
        }
        else if (backend == "bird" && BgpNeed.Of(context) is { } need)
        {
            yield return Pass(Cluster, backend, place, "BGP is needed by " + need);
        }
        else
        {
            yield return Warn(Cluster, $"{place} is {backend ?? "not set"}, expected vxlan", new Finding
            {
                Expected = "vxlan", Actual = backend, Evidence = place,
                Remedy = "Set calico_backend to vxlan and remove the bird flags from calico-node's probes in the same rollout.",
                Command = $"kubectl -n {ShellWord.Quote(config.Namespace)} get configmap calico-config -o jsonpath='{{.data.calico_backend}}'",
            });
        }
    }
}
