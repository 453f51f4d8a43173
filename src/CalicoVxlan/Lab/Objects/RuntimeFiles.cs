using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>What a node has on its disk: Calico's MTU and node name, a crictl that knows the node's pods, and what NetworkManager noted.</summary>
internal static class RuntimeFiles
{
    // Answers what is asked for evidence and nothing else. Names are compared, never run.
    private const string Script = """
        #!/bin/sh
        # Stands in for crictl on a lab's node: pods -q, pods -o json, inspectp ID...
        data="$(dirname "$0")/../var/lib/crictl"
        command="${1:-}"
        [ $# -gt 0 ] && shift
        case "$command" in
        pods)
            case "$*" in
            *json*) cat "$data/pods.json" ;;
            *-q*|*--quiet*) cat "$data/pods.txt" ;;
            *) echo "crictl (lab): use pods -q or pods -o json" >&2; exit 1 ;;
            esac ;;
        inspectp)
            status=0
            while [ $# -gt 0 ]; do
                case "$1" in
                -o|--output) shift ;;
                -*) ;;
                *)  if [ -f "$data/inspect/$1.json" ]; then cat "$data/inspect/$1.json"
                    else echo "crictl (lab): pod sandbox \"$1\" not found" >&2; status=1; fi ;;
                esac
                [ $# -gt 0 ] && shift
            done
            exit $status ;;
        *) echo "crictl (lab): no such command: $command" >&2; exit 1 ;;
        esac

        """;

    public static void Write(LabPlan plan, NodeState node, string root, DateTimeOffset created)
    {
        string data = Path.Combine(root, "var", "lib", "crictl");
        string inspect = Path.Combine(data, "inspect");
        string calico = Path.Combine(root, "var", "lib", "calico");
        string programs = Path.Combine(root, "bin");
        _ = Directory.CreateDirectory(inspect);
        _ = Directory.CreateDirectory(calico);
        _ = Directory.CreateDirectory(programs);
        Write(Path.Combine(calico, "mtu"), plan.PodMtu.ToString(CultureInfo.InvariantCulture));
        Write(Path.Combine(calico, "nodename"), node.Identity.Name);
        string crictl = Path.Combine(programs, "crictl");
        Write(crictl, Script);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(crictl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        Write(Path.Combine(data, "pods.txt"), string.Concat(node.Pods.Select(static p => p.ContainerId + "\n")));
        Write(Path.Combine(data, "pods.json"), new JsonObject { ["items"] = KubernetesJson.Array(node.Pods.Select(p => Sandbox(p, created))) }.ToJsonString() + "\n");
        ManagerNotes.Write(node, root);
        HashSet<string> wanted = [];
        foreach (PlannedPod pod in node.Pods)
        {
            string path = Path.Combine(inspect, pod.ContainerId + ".json");
            Write(path, Inspect(pod, created).ToJsonString() + "\n");
            _ = wanted.Add(path);
        }

        foreach (string file in Directory.GetFiles(inspect).Where(f => !wanted.Contains(f)))
        {
            File.Delete(file);
        }
    }

    private static JsonObject Sandbox(PlannedPod pod, DateTimeOffset created) => new()
    {
        ["id"] = pod.ContainerId,
        ["metadata"] = Metadata(pod),
        ["state"] = "SANDBOX_READY",
        ["createdAt"] = (created.ToUnixTimeMilliseconds() * 1_000_000).ToString(CultureInfo.InvariantCulture),
        ["labels"] = Labels(pod),
    };

    private static JsonObject Inspect(PlannedPod pod, DateTimeOffset created)
    {
        List<JsonNode?> more = pod.Address6 is { } address6 ? [new JsonObject { ["ip"] = address6.ToString() }] : [];
        string path = $"/var/run/netns/{pod.NetworkNamespace}";
        return new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["id"] = pod.ContainerId,
                ["metadata"] = Metadata(pod),
                ["state"] = "SANDBOX_READY",
                ["createdAt"] = Time(created),
                ["network"] = new JsonObject { ["ip"] = pod.Address.ToString(), ["additionalIps"] = KubernetesJson.Array(more) },
                ["linux"] = new JsonObject { ["namespaces"] = new JsonObject { ["options"] = new JsonObject { ["ipc"] = "POD", ["network"] = "POD", ["pid"] = "CONTAINER" } } },
                ["labels"] = Labels(pod),
            },
            ["info"] = new JsonObject
            {
                ["runtimeSpec"] = new JsonObject
                {
                    ["linux"] = new JsonObject { ["namespaces"] = KubernetesJson.Array([new JsonObject { ["type"] = "network", ["path"] = path }]) },
                },
            },
        };
    }

    private static JsonObject Metadata(PlannedPod pod) => new()
    {
        ["attempt"] = 0,
        ["name"] = pod.Name,
        ["namespace"] = pod.Namespace,
        ["uid"] = Uid($"{pod.Namespace}/{pod.Name}"),
    };

    private static JsonObject Labels(PlannedPod pod) => new()
    {
        ["io.kubernetes.pod.name"] = pod.Name,
        ["io.kubernetes.pod.namespace"] = pod.Namespace,
    };

    private static void Write(string path, string text) => LabStore.WriteFile(path, Encoding.UTF8.GetBytes(text));
}
