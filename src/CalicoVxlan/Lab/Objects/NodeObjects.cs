using System.Text.Json.Nodes;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>Nodes with Calico's annotations (facts 3.1), and pods.</summary>
internal sealed class NodeObjects(LabState state, DateTimeOffset created)
{
    private const string AnnotationPrefix = "projectcalico.org/";
    private static readonly string Kernel = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/osrelease").Trim() : "";

    public IEnumerable<JsonObject> Nodes() => state.Nodes.Select(Node);

    public IEnumerable<JsonObject> Pods() => state.Nodes.SelectMany(n => n.Pods.Select(p => Workload(n, p)).Prepend(CalicoNode(n)));

    public static string CalicoNamespace(LabPlan plan) => plan.Options.Install == CalicoLabInstall.Operator ? "calico-system" : "kube-system";

    /// <summary>The image's tag, such as v3.32.1: the newest release that is known of a line, where no patch is said.</summary>
    public static string Version(LabPlan plan)
    {
        Version version = plan.Options.CalicoVersion;
        int patch = version.Build >= 0 ? version.Build : version.Minor switch { 28 => 3, 29 => 2, 31 => 7, 32 => 1, _ => 0 };
        return $"v3.{version.Minor}.{patch}";
    }

    public static string Image(LabPlan plan) =>
        plan.Options.Install == CalicoLabInstall.Operator ? $"quay.io/calico/node:{Version(plan)}" : $"docker.io/calico/node:{Version(plan)}";

    /// <summary>A name of a calico-node pod, with the five letters that a DaemonSet would have drawn.</summary>
    public static string CalicoPod(NodeState node) => $"calico-node-{Uid(node.Name)[..5]}";

    private JsonObject Node(NodeState node)
    {
        JsonObject annotations = [];
        Annotate(annotations, "IPv4Address", node.Annotation?.ToString());
        Annotate(annotations, "IPv4VXLANTunnelAddr", node.Tunnel?.ToString());
        Annotate(annotations, "IPv4IPIPTunnelAddr", node.IpipTunnel?.ToString());
        Annotate(annotations, "IPv6Address", node.Annotation6?.ToString());
        Annotate(annotations, "IPv6VXLANTunnelAddr", node.Tunnel6?.ToString());
        JsonObject labels = new()
        {
            ["kubernetes.io/arch"] = "amd64",
            ["kubernetes.io/hostname"] = node.Name,
            ["kubernetes.io/os"] = "linux",
        };
        string cidr = $"10.244.{node.Plan.Index}.0/24";
        return Object("v1", "Node", Metadata(node.Name, created, null, annotations, labels),
            new JsonObject { ["podCIDR"] = cidr, ["podCIDRs"] = Strings(cidr) }, Status(node));
    }

    private static JsonObject Status(NodeState node)
    {
        List<JsonNode?> addresses = [new JsonObject { ["address"] = node.InternalAddress.Address.ToString(), ["type"] = "InternalIP" }];
        if (node.Plan.Address6 is { } address6)
        {
            addresses.Add(new JsonObject { ["address"] = address6.Address.ToString(), ["type"] = "InternalIP" });
        }

        addresses.Add(new JsonObject { ["address"] = node.Name, ["type"] = "Hostname" });
        return new JsonObject
        {
            ["addresses"] = Array(addresses),
            ["conditions"] = Array([Condition("Ready", node.IsReady, node.IsReady ? "KubeletReady" : "NodeStatusUnknown")]),
            ["nodeInfo"] = new JsonObject
            {
                ["architecture"] = "amd64",
                ["containerRuntimeVersion"] = "containerd://2.0.0",
                ["kernelVersion"] = Kernel,
                ["operatingSystem"] = "linux",
                ["osImage"] = "Lab",
            },
        };
    }

    private JsonObject CalicoNode(NodeState node)
    {
        bool isReady = node.IsReady && !state.ProbesBird;
        string @namespace = CalicoNamespace(state.Plan);
        JsonObject labels = new() { ["k8s-app"] = "calico-node", ["pod-template-generation"] = "1" };
        JsonObject spec = new()
        {
            ["containers"] = Array([new JsonObject { ["image"] = Image(state.Plan), ["name"] = "calico-node" }]),
            ["hostNetwork"] = true,
            ["nodeName"] = node.Name,
        };
        JsonObject status = Running(isReady, node.InternalAddress.Address.ToString(), node.Plan.Address6?.Address.ToString());
        status["containerStatuses"] = Array([new JsonObject
        {
            ["image"] = Image(state.Plan),
            ["name"] = "calico-node",
            ["ready"] = isReady,
            ["restartCount"] = state.ProbesBird ? 7 : 0,
        }]);
        return Object("v1", "Pod", Metadata(CalicoPod(node), created, @namespace, null, labels), spec, status);
    }

    private JsonObject Workload(NodeState node, PlannedPod pod)
    {
        string all = pod.Address6 is { } second ? $"{pod.Address}/32,{second}/128" : $"{pod.Address}/32";
        JsonObject annotations = new()
        {
            ["cni.projectcalico.org/containerID"] = pod.ContainerId,
            ["cni.projectcalico.org/podIP"] = $"{pod.Address}/32",
            ["cni.projectcalico.org/podIPs"] = all,
        };
        JsonObject spec = new()
        {
            ["containers"] = Array([new JsonObject { ["image"] = "docker.io/library/nginx:1.29", ["name"] = "web" }]),
            ["nodeName"] = node.Identity.Name,
        };
        JsonObject status = Running(isReady: true, pod.Address.ToString(), pod.Address6?.ToString());
        status["hostIP"] = node.InternalAddress.Address.ToString();
        status["containerStatuses"] = Array([new JsonObject
        {
            ["containerID"] = "containerd://" + Uid(pod.ContainerId).Replace("-", "", StringComparison.Ordinal),
            ["image"] = "docker.io/library/nginx:1.29",
            ["name"] = "web",
            ["ready"] = true,
            ["restartCount"] = 0,
        }]);
        return Object("v1", "Pod", Metadata(pod.Name, created, pod.Namespace, annotations, new JsonObject { ["app"] = "web" }), spec, status);
    }

    private static JsonObject Running(bool isReady, string address, string? address6)
    {
        List<JsonNode?> addresses = [new JsonObject { ["ip"] = address }];
        if (address6 is not null)
        {
            addresses.Add(new JsonObject { ["ip"] = address6 });
        }

        return new JsonObject
        {
            ["conditions"] = Array([Condition("Ready", isReady, isReady ? null : "ContainersNotReady")]),
            ["phase"] = "Running",
            ["podIP"] = address,
            ["podIPs"] = Array(addresses),
        };
    }

    private static JsonObject Condition(string type, bool isTrue, string? reason)
    {
        JsonObject condition = new() { ["status"] = isTrue ? "True" : "False", ["type"] = type };
        if (reason is not null)
        {
            condition["reason"] = reason;
        }

        return condition;
    }

    private static void Annotate(JsonObject annotations, string name, string? value)
    {
        if (value is not null)
        {
            annotations[AnnotationPrefix + name] = value;
        }
    }
}
