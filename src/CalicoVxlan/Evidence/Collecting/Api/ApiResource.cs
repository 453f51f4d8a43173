namespace CalicoVxlan.Evidence.Collecting.Api;

/// <summary>A kind that is asked for.</summary>
/// <param name="Plural">Its name in the snapshot, and in the API unless <see cref="Served"/> says otherwise.</param>
/// <param name="Groups">Group and version, the preferred one first; empty for the core.</param>
/// <param name="Keep">What is kept of an object.</param>
internal sealed record ApiResource(string Plural, IReadOnlyList<string> Groups, FieldMask Keep)
{
    /// <summary>Its plural in the API, which two groups may share.</summary>
    public string Served { get; init; } = Plural;

    /// <summary>Where no group serves it there are none, and that is no error.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>Where it is asked for by name, in few namespaces, and never listed; null for a list of all.</summary>
    public string? Name { get; init; }
}

/// <summary>What is asked of the API, and what is kept of it. Secrets are not asked for at all.</summary>
internal static class ApiResources
{
    /// <summary>Where Calico is installed: by its manifests, and by its operator.</summary>
    public static readonly IReadOnlyList<string> Namespaces = ["calico-system", "kube-system"];

    /// <summary>A pod of calico-node: of the others no image is kept.</summary>
    public static readonly FieldMask AgentPod = FieldMask.Parse(PodText("containers(name,image),"));

    private const string Metadata = "name,namespace,creationTimestamp,deletionTimestamp,labels";
    private const string Identity = "metadata(name,namespace)";
    private const string Probe = "(exec(command),httpGet(path,port,host,scheme),initialDelaySeconds,periodSeconds,timeoutSeconds,failureThreshold)";

    private static readonly string[] Calico = ["apis/crd.projectcalico.org/v1", "apis/projectcalico.org/v3"];
    private static readonly string[] Core = ["api/v1"];

    /// <summary>In the order of the snapshot's names.</summary>
    public static readonly IReadOnlyList<ApiResource> All =
    [
        new("nodes", Core, FieldMask.Parse(
            $"metadata({Metadata},annotations(projectcalico.org/*)),spec(podCIDR,podCIDRs,unschedulable),status(addresses,conditions(type,status,reason,lastTransitionTime),"
            + "nodeInfo(architecture,containerRuntimeVersion,kernelVersion,kubeletVersion,operatingSystem,osImage))")),
        new("pods", Core, FieldMask.Parse(PodText(""))),
        new("ippools", Calico, Custom()),
        new("blockaffinities", Calico, Custom()),
        new("ipamblocks", Calico, Custom()),
        new("felixconfigurations", Calico, Custom()),
        new("clusterinformations", Calico, Custom()),
        new("installations", ["apis/operator.tigera.io/v1"], FieldMask.Parse(
            $"metadata({Metadata}),spec(variant,kubernetesProvider,calicoNetwork,cni),status(variant,calicoVersion,mtu,computed(calicoNetwork,cni,variant),conditions)")) { MayBeMissing = true },
        new("bgppeers", Calico, Custom()),
        new("daemonsets", ["apis/apps/v1"], FieldMask.Parse(
            $"metadata({Metadata}),spec(updateStrategy,template(metadata(labels),spec(hostNetwork,nodeSelector,containers(name,image,env(name,value,valueFrom(configMapKeyRef,fieldRef)),"
            + $"livenessProbe{Probe},readinessProbe{Probe}),initContainers(name,image,env(name,value,valueFrom(configMapKeyRef,fieldRef)))))),status")) { Name = "calico-node" },
        new("configmaps", Core, FieldMask.Parse(
            $"metadata({Metadata}),data(calico_backend,veth_mtu,cni_network_config,typha_service_name)")) { Name = "calico-config", MayBeMissing = true },
        new("services", Core, FieldMask.Parse("metadata(name,namespace),spec(type,clusterIP,clusterIPs)")),
        new("servicecidrs", ["apis/networking.k8s.io/v1", "apis/networking.k8s.io/v1beta1"], FieldMask.Parse("metadata(name),spec(cidrs)")) { MayBeMissing = true },
        new("networkpolicies", ["apis/networking.k8s.io/v1"], FieldMask.Parse(
            $"{Identity},spec(ingress(from(ipBlock(cidr,except))),egress(to(ipBlock(cidr,except))))")) { MayBeMissing = true },
        new("caliconetworkpolicies", Calico, Rules()) { Served = "networkpolicies", MayBeMissing = true },
        new("globalnetworkpolicies", Calico, Rules()) { MayBeMissing = true },
        new("networksets", Calico, FieldMask.Parse($"{Identity},spec(nets)")) { MayBeMissing = true },
        new("globalnetworksets", Calico, FieldMask.Parse($"{Identity},spec(nets)")) { MayBeMissing = true },
    ];

    private static FieldMask Custom() => FieldMask.Parse($"metadata({Metadata}),spec,status");

    // Of a policy only the addresses that it names: whom it selects and which ports it opens is nobody's business here.
    private static FieldMask Rules()
    {
        const string Rule = "(source(nets,notNets),destination(nets,notNets))";
        return FieldMask.Parse($"{Identity},spec(ingress{Rule},egress{Rule})");
    }

    private static string PodText(string containers) =>
        "metadata(name,namespace,creationTimestamp,deletionTimestamp,labels(k8s-app,app.kubernetes.io/name),annotations(cni.projectcalico.org/*)),"
        + $"spec({containers}nodeName,hostNetwork),status(phase,podIP,podIPs,conditions(type,status),containerStatuses(name,ready,restartCount))";
}
