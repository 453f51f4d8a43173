using System.Text.Json.Nodes;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab.State;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>How Calico is installed and configured (facts 3.4, 3.7 to 3.10).</summary>
internal sealed class InstallObjects(LabState state, DateTimeOffset created)
{
    private bool IsOperator => state.Plan.Options.Install == CalicoLabInstall.Operator;

    public IEnumerable<JsonObject> FelixConfigurations()
    {
        CalicoLabOptions options = state.Plan.Options;
        JsonObject spec = new() { ["logSeverityScreen"] = "Info", ["reportingInterval"] = "0s" };

        // The operator writes both always, a manifest neither.
        if (IsOperator || options.Vni != Model.CalicoNames.DefaultVni)
        {
            spec["vxlanVNI"] = options.Vni;
        }

        if (IsOperator || options.Port != Model.CalicoNames.DefaultPort)
        {
            spec["vxlanPort"] = options.Port;
        }

        yield return Object(CalicoApi, "FelixConfiguration", Metadata("default", created), spec);
        foreach (NodeState node in state.Nodes.Where(static n => n.FelixOverrides.Count > 0))
        {
            JsonObject own = [];
            foreach ((string name, int value) in node.FelixOverrides)
            {
                own[name] = value;
            }

            yield return Object(CalicoApi, "FelixConfiguration", Metadata($"node.{node.Name}", created), own);
        }
    }

    public IEnumerable<JsonObject> ClusterInformations() =>
    [
        Object(CalicoApi, "ClusterInformation", Metadata("default", created), new JsonObject
        {
            ["calicoVersion"] = NodeObjects.Version(state.Plan),
            ["clusterGUID"] = Uid(state.Plan.Options.Name).Replace("-", "", StringComparison.Ordinal),
            ["clusterType"] = IsOperator ? "typha,kdd,k8s,operator" : "k8s,bgp,kdd",
            ["datastoreReady"] = true,
        }),
    ];

    public IEnumerable<JsonObject> Installations()
    {
        if (!IsOperator)
        {
            return [];
        }

        List<JsonObject> pools = [InstallationPool("default-ipv4-ippool", state.Plan.Pool.ToString(), state.Plan.Options.BlockSize)];
        if (state.Plan.Pool6 is { } pool6)
        {
            pools.Add(InstallationPool("default-ipv6-ippool", pool6.ToString(), 122));
        }

        return
        [
            Object("operator.tigera.io/v1", "Installation", Metadata("default", created), new JsonObject
            {
                ["calicoNetwork"] = new JsonObject
                {
                    ["bgp"] = "Disabled",
                    ["hostPorts"] = "Enabled",
                    ["ipPools"] = Array(pools),
                    ["linuxDataplane"] = state.Plan.Since(31) ? "Nftables" : "Iptables",
                },
                ["cni"] = new JsonObject { ["ipam"] = new JsonObject { ["type"] = "Calico" }, ["type"] = "Calico" },
                ["variant"] = "Calico",
            }),
        ];
    }

    public IEnumerable<JsonObject> ConfigMaps()
    {
        if (IsOperator)
        {
            return [];
        }

        JsonObject config = Object("v1", "ConfigMap", Metadata("calico-config", created, NodeObjects.CalicoNamespace(state.Plan)));
        config["data"] = new JsonObject
        {
            ["calico_backend"] = "vxlan",
            ["cni_network_config"] = """{"name":"k8s-pod-network","cniVersion":"0.3.1","plugins":[{"type":"calico","datastore_type":"kubernetes","nodename":"__KUBERNETES_NODE_NAME__","mtu":__CNI_MTU__,"ipam":{"type":"calico-ipam"},"policy":{"type":"k8s"},"kubernetes":{"kubeconfig":"__KUBECONFIG_FILEPATH__"}},{"type":"portmap","snat":true,"capabilities":{"portMappings":true}}]}""",
            ["typha_service_name"] = "none",
            ["veth_mtu"] = "0",
        };
        return [config];
    }

    public IEnumerable<JsonObject> DaemonSets()
    {
        int count = state.Nodes.Count;
        JsonObject container = new()
        {
            ["env"] = Array(CalicoEnvironment.Of(state.Plan)),
            ["image"] = NodeObjects.Image(state.Plan),
            ["livenessProbe"] = CalicoProbes.Liveness(state),
            ["name"] = "calico-node",
            ["readinessProbe"] = CalicoProbes.Readiness(state),
        };
        JsonObject labels = new() { ["k8s-app"] = "calico-node" };
        return
        [
            Object("apps/v1", "DaemonSet", Metadata("calico-node", created, NodeObjects.CalicoNamespace(state.Plan), null, labels),
                new JsonObject
                {
                    ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                    ["template"] = new JsonObject
                    {
                        ["metadata"] = new JsonObject { ["labels"] = labels.DeepClone() },
                        ["spec"] = new JsonObject { ["containers"] = Array([container]), ["hostNetwork"] = true },
                    },
                },
                new JsonObject
                {
                    ["currentNumberScheduled"] = count,
                    ["desiredNumberScheduled"] = count,
                    ["numberReady"] = state.ProbesBird ? 0 : state.Nodes.Count(static n => n.IsReady),
                    ["updatedNumberScheduled"] = count,
                }),
        ];
    }

    private JsonObject InstallationPool(string name, string cidr, int blockSize) => new()
    {
        ["blockSize"] = blockSize,
        ["cidr"] = cidr,
        ["encapsulation"] = state.InstallationMode == EncapsulationMode.CrossSubnet ? "VXLANCrossSubnet" : "VXLAN",
        ["name"] = name,
        ["natOutgoing"] = cidr.Contains(':', StringComparison.Ordinal) ? "Disabled" : "Enabled",
        ["nodeSelector"] = "all()",
    };
}
