using System.Text.Json;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Evidence.Reading.Objects;

/// <summary>Objects of Kubernetes itself.</summary>
internal static class CoreObjects
{
    private const string CalicoPrefix = "projectcalico.org/";

    public static NodeObject? Node(JsonElement item) => item.Text("metadata", "name") is not { Length: > 0 } name ? null : new NodeObject
    {
        Name = name,
        OperatingSystem = item.Text("status", "nodeInfo", "operatingSystem") ?? item.Text("metadata", "labels", "kubernetes.io/os") ?? "linux",
        InternalAddresses = [.. item.List("status", "addresses").Where(static a => a.Text("type") == "InternalIP").Select(static a => Address(a.Text("address"))).OfType<NetAddress>()],
        Kernel = item.Text("status", "nodeInfo", "kernelVersion"),
        IsReady = item.Condition("Ready"),
        Labels = Strings(item.Members("metadata", "labels")),
        Calico = Strings(item.Members("metadata", "annotations").Where(static a => a.Name.StartsWith(CalicoPrefix, StringComparison.Ordinal)), CalicoPrefix.Length),
        PodCidrs = [.. item.Texts("spec", "podCIDRs").Select(static t => Cidr.TryParse(t, out Cidr cidr) ? cidr : (Cidr?)null).OfType<Cidr>()],
    };

    public static PodObject? Pod(JsonElement item) => item.Text("metadata", "name") is not { Length: > 0 } name ? null : new PodObject
    {
        Namespace = item.Text("metadata", "namespace") ?? "default",
        Name = name,
        Node = item.Text("spec", "nodeName") is { Length: > 0 } node ? node : null,
        Phase = item.Text("status", "phase") ?? "",
        IsHostNetwork = item.IsTrue("spec", "hostNetwork"),
        Addresses = PodAddresses(item),
        ContainerId = item.Text("metadata", "annotations", "cni.projectcalico.org/containerID"),
        IsBeingDeleted = item.At("metadata", "deletionTimestamp") is not null,
        CreatedAt = item.Time("metadata", "creationTimestamp"),
        Image = item.Text("metadata", "labels", "k8s-app") == "calico-node" ? item.List("spec", "containers").Select(static c => c.Text("image")).FirstOrDefault() : null,
        App = item.Text("metadata", "labels", "k8s-app"),
        IsReady = item.Condition("Ready"),
        Restarts = item.List("status", "containerStatuses").Sum(static c => Math.Clamp(c.Int("restartCount") ?? 0, 0, 1_000_000)),
    };

    public static ServiceObject? Service(JsonElement item) => item.Text("metadata", "name") is not { Length: > 0 } name ? null
        : new ServiceObject(item.Text("metadata", "namespace") ?? "default", name,
            [.. item.Texts("spec", "clusterIPs").Append(item.Text("spec", "clusterIP") ?? "").Distinct().Select(Address).OfType<NetAddress>()]);

    public static Cidr[] ServiceRange(JsonElement item) =>
        [.. item.Texts("spec", "cidrs").Select(static t => Cidr.TryParse(t, out Cidr cidr) ? cidr : (Cidr?)null).OfType<Cidr>()];

    public static DaemonSetObject? DaemonSet(JsonElement item)
    {
        if (item.Text("metadata", "name") is not "calico-node")
        {
            return null;
        }

        JsonElement? container = item.List("spec", "template", "spec", "containers").Where(static c => c.Text("name") == "calico-node").Cast<JsonElement?>().FirstOrDefault();
        return new DaemonSetObject
        {
            Namespace = item.Text("metadata", "namespace") ?? "",
            Name = "calico-node",
            Image = container?.Text("image"),
            Environment = Environment(container),
            LivenessCommand = container?.Texts("livenessProbe", "exec", "command") ?? [],
            ReadinessCommand = container?.Texts("readinessProbe", "exec", "command") ?? [],
            Desired = item.Int("status", "desiredNumberScheduled"),
            Updated = item.Int("status", "updatedNumberScheduled"),
            Ready = item.Int("status", "numberReady"),
        };
    }

    public static CalicoConfigObject? CalicoConfig(JsonElement item) => item.Text("metadata", "name") is not "calico-config" ? null : new CalicoConfigObject
    {
        Namespace = item.Text("metadata", "namespace") ?? "",
        Data = Strings(item.Members("data").Where(static d => d.Name is "calico_backend" or "veth_mtu" or "cni_network_config" or "typha_service_name")),
    };

    public static Dictionary<string, string> Strings(IEnumerable<JsonProperty> members, int cut = 0)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (JsonProperty member in members)
        {
            if (JsonPath.Plain(member.Value) is { } text)
            {
                found[member.Name[cut..]] = text;
            }
        }

        return found;
    }

    // Precedence as in libcalico-go/lib/backend/k8s/conversion/conversion.go.
    private static NetAddress[] PodAddresses(JsonElement item)
    {
        string[] texts = [.. item.List("status", "podIPs").Select(static p => p.Text("ip")).OfType<string>()];
        texts = texts.Length > 0 ? texts
            : item.Text("status", "podIP") is { Length: > 0 } one ? [one]
            : item.Text("metadata", "annotations", "cni.projectcalico.org/podIPs") is { Length: > 0 } several ? several.Split(',')
            : item.Text("metadata", "annotations", "cni.projectcalico.org/podIP") is { Length: > 0 } single ? [single]
            : [];
        return [.. texts.Select(static t => Cidr.TryParse(t.Trim(), out Cidr cidr) ? cidr.Address : (NetAddress?)null).OfType<NetAddress>().Distinct()];
    }

    private static Dictionary<string, string> Environment(JsonElement? container)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (JsonElement variable in container?.List("env") ?? [])
        {
            string? value = variable.Text("value");
            if (value is null && variable.At("valueFrom", "configMapKeyRef") is { } key)
            {
                value = $"configmap:{key.Text("name")}/{key.Text("key")}";
            }

            if (variable.Text("name") is { } name && value is not null && !IsSecret(name))
            {
                found[name] = value;
            }
        }

        return found;
    }

    // Literal values are settings; somebody may have put a password in nevertheless.
    private static bool IsSecret(string name) =>
        ((string[])["PASSWORD", "PASSWD", "SECRET", "TOKEN", "ETCD", "PRIVATE", "CREDENTIAL"]).Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static NetAddress? Address(string? text) => NetAddress.TryParse(text, out NetAddress address) ? address : null;
}
