using CalicoVxlan.Model;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>The cluster's objects, as kubectl writes them.</summary>
internal static class ClusterFiles
{
    private const string Calico = "crd.projectcalico.org/v1";
    private const string Image = "quay.io/calico/node:" + EvidencePlan.Version;

    public static void Write(string folder, EvidencePlan plan)
    {
        string cluster = Path.Combine(folder, "cluster");
        List(cluster, "nodes", plan.Nodes, Node);
        List(cluster, "pods", plan.Nodes.SelectMany(static n => n.Pods.Select(PodFiles.Pod).Append(PodFiles.CalicoNode(n, Image))), static p => p);
        List(cluster, "blockaffinities", plan.Nodes, Affinity);
        List(cluster, "ipamblocks", plan.Nodes, Block);
        List(cluster, "ippools", [0], static _ => $$$$$"""
            {"apiVersion":"{{{{{Calico}}}}}","kind":"IPPool","metadata":{"name":"default-ipv4-ippool","creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"allowedUses":["Workload","Tunnel"],"assignmentMode":"Automatic","blockSize":26,"cidr":"{{{{{EvidencePlan.Pool}}}}}","ipipMode":"Never","natOutgoing":true,"nodeSelector":"all()","vxlanMode":"Always"}}
            """);
        List(cluster, "felixconfigurations", [0], static _ => $$$$$"""
            {"apiVersion":"{{{{{Calico}}}}}","kind":"FelixConfiguration","metadata":{"name":"default"},"spec":{"bpfConnectTimeLoadBalancing":"TCP","floatingIPs":"Disabled","logSeverityScreen":"Info","reportingInterval":"0s","vxlanPort":4789,"vxlanVNI":4096}}
            """);
        List(cluster, "clusterinformations", [0], static _ => $$$$$"""
            {"apiVersion":"{{{{{Calico}}}}}","kind":"ClusterInformation","metadata":{"name":"default"},"spec":{"calicoVersion":"{{{{{EvidencePlan.Version}}}}}","clusterType":"k8s,bgp,kdd","datastoreReady":true}}
            """);
        List(cluster, "daemonsets", [plan.Nodes.Count], static n => $$$$$"""
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"calico-node","namespace":"kube-system","labels":{"k8s-app":"calico-node"}},"spec":{"template":{"spec":{"hostNetwork":true,"containers":[{"name":"calico-node","image":"{{{{{Image}}}}}","env":[{"name":"DATASTORE_TYPE","value":"kubernetes"},{"name":"NODENAME","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}},{"name":"CALICO_NETWORKING_BACKEND","valueFrom":{"configMapKeyRef":{"key":"calico_backend","name":"calico-config"}}},{"name":"CLUSTER_TYPE","value":"k8s,bgp"},{"name":"IP","value":"autodetect"},{"name":"CALICO_IPV4POOL_IPIP","value":"Never"},{"name":"CALICO_IPV4POOL_VXLAN","value":"Always"},{"name":"FELIX_VXLANMTU","valueFrom":{"configMapKeyRef":{"key":"veth_mtu","name":"calico-config"}}},{"name":"FELIX_IPV6SUPPORT","value":"false"},{"name":"FELIX_HEALTHENABLED","value":"true"}],"livenessProbe":{"exec":{"command":["/bin/calico-node","-felix-live"]}},"readinessProbe":{"exec":{"command":["/bin/calico-node","-felix-ready"]}}}]}}},"status":{"currentNumberScheduled":{{{{{n}}}}},"desiredNumberScheduled":{{{{{n}}}}},"numberReady":{{{{{n}}}}},"updatedNumberScheduled":{{{{{n}}}}}}}
            """);
        List(cluster, "configmaps", [0], static _ => """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"calico-config","namespace":"kube-system"},"data":{"calico_backend":"vxlan","typha_service_name":"none","veth_mtu":"0"}}
            """);
        List(cluster, "bgppeers", Array.Empty<int>(), static _ => "");
    }

    private static void List<T>(string folder, string plural, IEnumerable<T> items, Func<T, string> item) => EvidenceGenerator.Json(folder, plural + ".json", writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "v1");
        writer.WritePropertyName("items");
        EvidenceGenerator.Array(writer, items, (w, i) => w.WriteRawValue(item(i), skipInputValidation: true));
        writer.WriteString("kind", "List");
        writer.WriteStartObject("metadata");
        writer.WriteString("resourceVersion", "");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string Node(PlannedNode node) => $$$$$"""
        {"apiVersion":"v1","kind":"Node","metadata":{"annotations":{"node.alpha.kubernetes.io/ttl":"0","projectcalico.org/IPv4Address":"{{{{{node.Address}}}}}/16","projectcalico.org/IPv4VXLANTunnelAddr":"{{{{{node.Tunnel}}}}}","volumes.kubernetes.io/controller-managed-attach-detach":"true"},"creationTimestamp":"2026-01-01T00:00:00Z","labels":{"beta.kubernetes.io/arch":"amd64","kubernetes.io/arch":"amd64","kubernetes.io/hostname":"{{{{{node.Name}}}}}","kubernetes.io/os":"linux"},"name":"{{{{{node.Name}}}}}"},"spec":{"podCIDR":"{{{{{node.Block}}}}}","podCIDRs":["{{{{{node.Block}}}}}"]},"status":{"addresses":[{"address":"{{{{{node.Address}}}}}","type":"InternalIP"},{"address":"{{{{{node.Name}}}}}","type":"Hostname"}],"conditions":[{"type":"NetworkUnavailable","status":"False","reason":"CalicoIsUp"},{"type":"Ready","status":"True","reason":"KubeletReady"}],"nodeInfo":{"architecture":"amd64","containerRuntimeVersion":"containerd://2.0.1","kernelVersion":"6.12.0","kubeletVersion":"v1.34.1","operatingSystem":"linux","osImage":"Linux"}}}
        """;

    private static string Affinity(PlannedNode node) => $$$$$"""
        {"apiVersion":"{{{{{Calico}}}}}","kind":"BlockAffinity","metadata":{"name":"{{{{{node.Name}}}}}-{{{{{CalicoNames.BlockName(node.Block)}}}}}"},"spec":{"cidr":"{{{{{node.Block}}}}}","deleted":"false","node":"{{{{{node.Name}}}}}","state":"confirmed","type":"host"}}
        """;

    private static string Block(PlannedNode node)
    {
        int size = 1 << (32 - node.Block.Length);
        int taken = node.Pods.Count + 1;
        IEnumerable<string> attributes = node.Pods.Select(static p => $$$$$"""
            {"handle_id":"k8s-pod-network.{{{{{p.Container}}}}}","secondary":{"namespace":"{{{{{p.Namespace}}}}}","node":"{{{{{p.Node}}}}}","pod":"{{{{{p.Name}}}}}","timestamp":"2026-01-02 00:00:00 +0000 UTC"}}
            """);
        string tunnel = $$$$$"""
            {"handle_id":"vxlan-tunnel-addr-{{{{{node.Name}}}}}","secondary":{"node":"{{{{{node.Name}}}}}","type":"vxlanTunnelAddress"}}
            """;
        return $$$$$"""
            {"apiVersion":"{{{{{Calico}}}}}","kind":"IPAMBlock","metadata":{"name":"{{{{{CalicoNames.BlockName(node.Block)}}}}}"},"spec":{"affinity":"host:{{{{{node.Name}}}}}","allocations":[{{{{{string.Join(',', Enumerable.Range(0, size).Select(i => i < taken ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null"))}}}}}],"attributes":[{{{{{string.Join(',', attributes.Prepend(tunnel))}}}}}],"cidr":"{{{{{node.Block}}}}}","deleted":false,"sequenceNumber":1,"strictAffinity":false,"unallocated":[{{{{{string.Join(',', Enumerable.Range(taken, size - taken))}}}}}]}}
            """;
    }
}
