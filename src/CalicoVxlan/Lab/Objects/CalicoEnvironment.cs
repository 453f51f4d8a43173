using System.Text.Json.Nodes;
using CalicoVxlan.Lab.Plan;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>The environment of the container calico-node (facts 3.8, 3.10).</summary>
internal static class CalicoEnvironment
{
    public static IEnumerable<JsonObject> Of(LabPlan plan) => plan.Options.Install == CalicoLabInstall.Operator ? Operator(plan) : Manifest(plan);

    private static IEnumerable<JsonObject> Manifest(LabPlan plan)
    {
        string mode = plan.Options.VxlanMode.ToString();
        yield return Named("DATASTORE_TYPE", "kubernetes");
        yield return Named("WAIT_FOR_DATASTORE", "true");
        yield return NodeName();
        yield return FromConfig("CALICO_NETWORKING_BACKEND", "calico_backend");
        yield return Named("CLUSTER_TYPE", "k8s,bgp");
        yield return Named("IP", "autodetect");
        yield return Named("CALICO_IPV4POOL_IPIP", "Never");
        yield return Named("CALICO_IPV4POOL_VXLAN", mode);
        yield return Named("CALICO_IPV6POOL_VXLAN", mode);
        yield return Named("CALICO_IPV4POOL_CIDR", plan.Pool.ToString());
        yield return Named("CALICO_IPV4POOL_BLOCK_SIZE", $"{plan.Options.BlockSize}");
        if (plan.Pool6 is { } pool6)
        {
            yield return Named("IP6", "autodetect");
            yield return Named("CALICO_IPV6POOL_CIDR", pool6.ToString());
        }

        yield return FromConfig("FELIX_IPINIPMTU", "veth_mtu");
        yield return FromConfig("FELIX_VXLANMTU", "veth_mtu");
        yield return FromConfig("FELIX_WIREGUARDMTU", "veth_mtu");
        yield return Named("CALICO_DISABLE_FILE_LOGGING", "true");
        yield return Named("FELIX_DEFAULTENDPOINTTOHOSTACTION", "ACCEPT");
        yield return Named("FELIX_IPV6SUPPORT", plan.Options.DualStack ? "true" : "false");
        yield return Named("FELIX_HEALTHENABLED", "true");
    }

    private static IEnumerable<JsonObject> Operator(LabPlan plan)
    {
        yield return Named("DATASTORE_TYPE", "kubernetes");
        yield return Named("WAIT_FOR_DATASTORE", "true");
        yield return Named("CLUSTER_TYPE", "k8s,operator");
        yield return Named("CALICO_DISABLE_FILE_LOGGING", "false");
        yield return Named("FELIX_DEFAULTENDPOINTTOHOSTACTION", "ACCEPT");
        yield return Named("FELIX_HEALTHENABLED", "true");
        yield return Named("FELIX_HEALTHPORT", "9099");
        yield return NodeName();
        yield return Named("NO_DEFAULT_POOLS", "true");
        yield return Named("CALICO_NETWORKING_BACKEND", "vxlan");
        yield return Named("IP", "autodetect");
        yield return Named("IP_AUTODETECTION_METHOD", "first-found");
        yield return Named("IP6", plan.Options.DualStack ? "autodetect" : "none");
        yield return Named("FELIX_IPV6SUPPORT", plan.Options.DualStack ? "true" : "false");
    }

    private static JsonObject NodeName() => new()
    {
        ["name"] = "NODENAME",
        ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "spec.nodeName" } },
    };

    private static JsonObject FromConfig(string name, string key) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new JsonObject { ["configMapKeyRef"] = new JsonObject { ["key"] = key, ["name"] = "calico-config" } },
    };
}
