using System.Text.Json;

namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>A pod of calico-node that is there to be asked.</summary>
internal sealed record AgentPod(string Node, string Namespace, string Name, bool IsReady);

/// <summary>Gets everything from the API, and notes on the way where the nodes can be asked.</summary>
internal sealed class ClusterCollector(KubectlClient kubectl, MemoryEvidenceFiles files, CollectOptions options)
{
    // kubectl takes some memory and time to start; more at once gain nothing.
    private const int AtOnce = 4;

    private readonly Dictionary<string, AgentPod> agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> nodes = new(StringComparer.Ordinal);

    /// <summary>The nodes by name, with their operating system; empty when they could not be listed.</summary>
    public IReadOnlyDictionary<string, string> Nodes => nodes;

    /// <summary>A pod of calico-node for each node that has one.</summary>
    public IReadOnlyDictionary<string, AgentPod> Agents => agents;

    /// <exception cref="EvidenceException">The API can't be asked at all.</exception>
    public IEnumerable<EvidenceError> Collect(CancellationToken stop)
    {
        ResourceCollector collector = new(kubectl, files, Served(stop));
        ApiResource[] lists = [.. ApiResources.All.Where(static r => r.Name is null)];
        EvidenceError?[] errors = new EvidenceError?[ApiResources.All.Count];
        Ask(lists, (resource, token) => collector.List(resource, Look(resource), token), errors, 0, stop);
        if (agents.Count == 0)
        {
            AskForAgentsOnly(stop);
        }

        SortedSet<string> found = [.. agents.Values.Select(static a => a.Namespace)];
        IReadOnlySet<string> mustKnow = found.Count > 0 ? found : ApiResources.Namespaces.ToHashSet();
        string[] places = [.. found.Union(ApiResources.Namespaces)];
        Ask([.. ApiResources.All.Where(static r => r.Name is not null)], (resource, token) => collector.ByName(resource, places, mustKnow, token), errors, lists.Length, stop);
        return errors.OfType<EvidenceError>();
    }

    private void Ask(ApiResource[] resources, Func<ApiResource, CancellationToken, EvidenceError?> ask, EvidenceError?[] errors, int offset, CancellationToken stop) => Sweep.Run(
        resources.Length,
        AtOnce,
        (i, token) => errors[offset + i] = ask(resources[i], token),
        (i, done) => options.Progress?.Invoke(new CollectProgress("Asking the Kubernetes API", resources[i].Plural, offset + done, errors.Length)),
        stop);

    // Whether the API can be asked at all is found out once, and not by a failure for each kind.
    private HashSet<string>? Served(CancellationToken stop)
    {
        ApiAnswer answer = kubectl.Get("/apis", stop);
        return answer.Failure switch
        {
            null => Groups(answer.Body),
            ApiFailure.NoKubectl => throw new EvidenceException(
                EvidenceFailure.ProgramMissing, "kubectl", "kubectl is not installed, or not on PATH.", "Install kubectl; a snapshot is read without it (Import-CalicoEvidence)."),
            ApiFailure.Unreachable or ApiFailure.TimedOut => throw new EvidenceException(
                EvidenceFailure.ClusterUnreachable, "kubectl", $"The Kubernetes API cannot be asked: {answer.Message.TrimEnd('.')}.",
                "Try 'kubectl get nodes' with the same -Context and -Kubeconfig; put right what it says."),
            // Who may not even ask what there is may still ask for what there is.
            _ => null,
        };
    }

    private static HashSet<string>? Groups(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("groups").EnumerateArray()
                .SelectMany(static g => g.GetProperty("versions").EnumerateArray())
                .Select(static v => "apis/" + v.GetProperty("groupVersion").GetString())];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private Action<JsonElement>? Look(ApiResource resource) => resource.Plural switch
    {
        "nodes" => item =>
        {
            if (ObjectList.Text(item, "metadata", "name") is { Length: > 0 } name)
            {
                nodes[name] = ObjectList.Text(item, "status", "nodeInfo", "operatingSystem") ?? "linux";
            }
        },
        "pods" => Note,
        _ => null,
    };

    private void Note(JsonElement pod)
    {
        if (!Redaction.IsAgent(pod)
            || ObjectList.Text(pod, "status", "phase") != "Running"
            || ObjectList.Text(pod, "spec", "nodeName") is not { Length: > 0 } node
            || ObjectList.Text(pod, "metadata", "namespace") is not { } place || !NodeName.IsValid(place)
            || ObjectList.Text(pod, "metadata", "name") is not { } name || !NodeName.IsValid(name))
        {
            return;
        }

        // While one is replaced there are two; the one that is ready answers.
        bool isReady = IsReady(pod);
        if (isReady || !agents.TryGetValue(node, out AgentPod? known) || !known.IsReady)
        {
            agents[node] = new AgentPod(node, place, name, isReady);
        }
    }

    private static bool IsReady(JsonElement pod) =>
        pod.TryGetProperty("status", out JsonElement status) && status.TryGetProperty("conditions", out JsonElement conditions) && conditions.ValueKind == JsonValueKind.Array
        && conditions.EnumerateArray().Any(static c => ObjectList.Text(c, "type") == "Ready" && ObjectList.Text(c, "status") == "True");

    // Who may not see all pods may see Calico's. They don't make a list of pods: a pod that is not in it would seem not to exist.
    private void AskForAgentsOnly(CancellationToken stop)
    {
        ApiResource pods = ApiResources.All.First(static r => r.Plural == "pods");
        foreach (string place in ApiResources.Namespaces)
        {
            ApiAnswer answer = kubectl.Get($"/api/v1/namespaces/{place}/pods?labelSelector=k8s-app%3Dcalico-node", stop);
            try
            {
                if (answer.Failure is null)
                {
                    using ObjectList list = new(pods) { Seen = Note };
                    _ = list.AddPage(answer.Body.Span);
                }
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                // The list of all pods has said what there is to say.
            }
        }
    }
}
