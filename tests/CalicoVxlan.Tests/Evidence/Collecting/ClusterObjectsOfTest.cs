using System.Text.Json.Nodes;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>Objects of a small cluster, with a secret wherever one could stand.</summary>
internal static class ClusterObjectsOfTest
{
    public const string Secret = "plantedsecret";

    private const string Policy = $$"""
        {"selector":"app == '{{Secret}}'","ingress":[{"action":"Allow","source":{"selector":"{{Secret}}","nets":["10.65.0.9/32"]},"destination":{"ports":["{{Secret}}"],"notNets":["10.65.0.10/32"]},"http":{"paths":["{{Secret}}"]} }]}
        """;

    private const string Odd = $$"""
        "managedFields":[{"manager":"{{Secret}}"}],"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"password\":\"{{Secret}}\"}","projectcalico.org/metadata":"{{Secret}}"}
        """;

    public static void Put(KubernetesServer server, int nodes = 2, string group = "crd.projectcalico.org/v1")
    {
        server.Objects["/api/v1/nodes"] = [.. Enumerable.Range(1, nodes).Select(Node)];
        server.Objects["/api/v1/pods"] = [.. Enumerable.Range(1, nodes).Select(Agent), .. Enumerable.Range(1, nodes).Select(Web)];
        server.Objects["/api/v1/services"] = [Parse($$"""{"kind":"Service","metadata":{"name":"kubernetes","namespace":"default",{{Odd}}},"spec":{"clusterIP":"10.96.0.1","type":"ClusterIP","token":"{{Secret}}"} }""")];
        server.Objects["/api/v1/configmaps"] =
        [
            Parse($$"""
                {"kind":"ConfigMap","metadata":{"name":"calico-config","namespace":"kube-system",{{Odd}}},"data":{"calico_backend":"vxlan","veth_mtu":"0","typha_service_name":"none",
                "etcd_endpoints":"https://u:{{Secret}}@10.0.0.1:2379","etcd_key":"{{Secret}}","etcd_ca":"{{Secret}}",
                "cni_network_config":"{\"name\":\"k8s-pod-network\",\"plugins\":[{\"type\":\"calico\",\"mtu\": __CNI_MTU__,\"etcd_key_file\": \"{{Secret}}\",\"etcd_endpoints\":\"https://u:{{Secret}}@h\",\"policy\":{\"type\":\"k8s\",\"k8s_auth_token\":\"{{Secret}}\\\"{{Secret}}\"},\"url\":\"https://u:{{Secret}}@host/\"}]}"} }
                """),
            Parse($$"""{"kind":"ConfigMap","metadata":{"name":"other","namespace":"kube-system"},"data":{"x":"{{Secret}}"} }"""),
        ];
        server.Objects["/api/v1/secrets"] = [Parse($$"""{"kind":"Secret","metadata":{"name":"s","namespace":"kube-system"},"data":{"x":"{{Secret}}"} }""")];
        server.Objects["/apis/apps/v1/daemonsets"] = [Parse($$"""
            {"kind":"DaemonSet","metadata":{"name":"calico-node","namespace":"kube-system",{{Odd}}},"spec":{"template":{"metadata":{"annotations":{"x":"{{Secret}}"} },"spec":{"containers":[{"name":"calico-node","image":"calico/node:v3.30.0",
            "command":["{{Secret}}"],"env":[{"name":"FELIX_VXLANPORT","value":"4789"},{"name":"ETCD_ENDPOINTS","value":"{{Secret}}"},{"name":"MY_PASSWORD","value":"{{Secret}}"},{"name":"SSH_KEY","value":"{{Secret}}"},
            {"name":"PROXY","value":"http://u:{{Secret}}@proxy/"},{"name":"CALICO_NETWORKING_BACKEND","valueFrom":{"configMapKeyRef":{"name":"calico-config","key":"calico_backend"} } },{"name":"K","valueFrom":{"secretKeyRef":{"name":"{{Secret}}","key":"k"} } }],
            "livenessProbe":{"exec":{"command":["/bin/calico-node","-felix-live"]} },"readinessProbe":{"httpGet":{"path":"/x","port":9099,"httpHeaders":[{"name":"Authorization","value":"{{Secret}}"}]} } }]} } },"status":{"numberReady":2} }
            """)];
        Custom("ippools", "IPPool", """{"cidr":"172.16.0.0/16","vxlanMode":"Always"}""");
        Custom("blockaffinities", "BlockAffinity", """{"cidr":"172.16.154.0/26","node":"node1"}""");
        Custom("ipamblocks", "IPAMBlock", """{"cidr":"172.16.154.0/26","allocations":[0,null],"attributes":[{"handle_id":"vxlan-tunnel-addr-node1"}]}""");
        Custom("felixconfigurations", "FelixConfiguration", $$"""{"vxlanVNI":4096,"someToken":"{{Secret}}"}""");
        Custom("clusterinformations", "ClusterInformation", """{"calicoVersion":"v3.30.0"}""");
        Custom("bgppeers", "BGPPeer", $$"""{"peerIP":"10.0.0.9","password":{"secretKeyRef":{"name":"{{Secret}}","key":"p"} } }""");
        Custom("globalnetworkpolicies", "GlobalNetworkPolicy", Policy);
        Custom("networksets", "NetworkSet", $$"""{"nets":["10.65.0.9/32"],"note":"{{Secret}}"}""");
        Custom("globalnetworksets", "GlobalNetworkSet", $$"""{"nets":["10.65.0.9/32"],"note":"{{Secret}}"}""");
        server.Objects["/apis/networking.k8s.io/v1/networkpolicies"] = [Parse($$"""
            {"kind":"NetworkPolicy","metadata":{"name":"web","namespace":"default",{{Odd}}},"spec":{"podSelector":{"matchLabels":{"app":"{{Secret}}"} },"policyTypes":["{{Secret}}"],
            "ingress":[{"ports":[{"port":"{{Secret}}"}],"from":[{"podSelector":{"matchLabels":{"app":"{{Secret}}"} } },{"ipBlock":{"cidr":"10.65.0.0/24","except":["10.65.0.9/32"],"x":"{{Secret}}"} }]}] } }
            """)];
        server.Objects[$"/apis/{group}/networkpolicies"] = [Parse($$"""{"kind":"NetworkPolicy","metadata":{"name":"default.db","namespace":"default",{{Odd}}},"spec":{{Policy}} }""")];

        void Custom(string plural, string kind, string spec) => server.Objects[$"/apis/{group}/{plural}"] =
            [Parse($$"""{"kind":"{{kind}}","metadata":{"name":"default",{{Odd}}},"spec":{{spec}} }""")];
    }

    private static JsonObject Node(int number) => Parse($$"""
        {"kind":"Node","metadata":{"name":"node{{number}}","managedFields":[{"manager":"{{Secret}}"}],"annotations":{"projectcalico.org/IPv4Address":"192.168.5.{{number}}/24","kubeadm.alpha.kubernetes.io/token":"{{Secret}}"} },
        "status":{"nodeInfo":{"operatingSystem":"linux"},"images":[{"names":["{{Secret}}"]}]} }
        """);

    private static JsonObject Agent(int number) => Parse($$"""
        {"kind":"Pod","metadata":{"name":"calico-node-{{number}}","namespace":"kube-system","labels":{"k8s-app":"calico-node"},{{Odd}}},"spec":{"nodeName":"node{{number}}","hostNetwork":true,
        "containers":[{"name":"calico-node","image":"calico/node:v3.30.0","env":[{"name":"X","value":"{{Secret}}"}],"command":["{{Secret}}"]}],"volumes":[{"secret":{"secretName":"{{Secret}}"} }]},
        "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]} }
        """);

    private static JsonObject Web(int number) => Parse($$"""
        {"kind":"Pod","metadata":{"name":"web-{{number}}","namespace":"default","labels":{"app":"{{Secret}}"},"annotations":{"cni.projectcalico.org/podIP":"172.16.154.{{number % 250}}/32","vault":"{{Secret}}"} },
        "spec":{"nodeName":"node{{number}}","containers":[{"name":"c","image":"registry.example/{{Secret}}","env":[{"name":"DB","value":"{{Secret}}"}]}]},"status":{"phase":"Running","podIP":"172.16.154.{{number % 250}}"} }
        """);

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
