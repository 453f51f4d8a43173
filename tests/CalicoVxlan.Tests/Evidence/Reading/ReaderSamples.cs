using System.Text;

namespace CalicoVxlan.Tests.Evidence.Reading;

/// <summary>A good file of every name, as the programs write it (iproute2 6.1, nft 1.0, ethtool 6.1, kernel 6.12).</summary>
internal static class ReaderSamples
{
    private const string VxlanLink = """{"ifindex":3,"ifname":"vxlan.calico","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1450,"qdisc":"noqueue","operstate":"UNKNOWN","linkmode":"DEFAULT","group":"default","txqlen":1000,"link_type":"ether","address":"66:f9:37:c3:7e:94","broadcast":"ff:ff:ff:ff:ff:ff","promiscuity":0,"linkinfo":{"info_kind":"vxlan","info_data":{"id":4096,"local":"172.18.0.2","link":"eth0","port_range":{"low":0,"high":0},"port":4789,"learning":false,"ttl":0,"df":"unset","ageing":300,"udp_csum":true,"udp_zero_csum6_tx":false,"udp_zero_csum6_rx":false}},"gso_max_size":65536,"stats64":{"rx":{"bytes":5,"packets":1,"errors":2,"dropped":3,"over_errors":0,"multicast":0},"tx":{"bytes":9,"packets":4,"errors":5,"dropped":6,"carrier_errors":7,"collisions":0}}}""";
    private const string VethLink = """{"ifindex":8,"link_index":2,"ifname":"cali7f94ce7c295","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1450,"operstate":"UP","address":"ee:ee:ee:ee:ee:ee","link_netnsid":5,"linkinfo":{"info_kind":"veth"}}""";
    private const string EthernetLink = """{"ifindex":2,"ifname":"eth0","flags":["BROADCAST","MULTICAST"],"mtu":1500,"operstate":"DOWN","master":"br0","address":"0e:b5:ea:fa:a5:56"}""";
    private const string TunnelLink = """{"ifindex":4,"link":null,"ifname":"tunl0","flags":["NOARP"],"mtu":1480,"operstate":"DOWN","address":"0.0.0.0","linkinfo":{"info_kind":"ipip","info_data":{"proto":"ipip","remote":"any","local":"any","ttl":0,"pmtudisc":false}}}""";
    private const string Addresses = """{"ifindex":3,"ifname":"vxlan.calico","flags":["UP"],"mtu":1450,"operstate":"UNKNOWN","address":"66:f9:37:c3:7e:94","addr_info":[{"family":"inet","local":"10.65.0.0","prefixlen":32,"scope":"global","label":"vxlan.calico","valid_life_time":4294967295},{},{"family":"inet6","local":"fe80::64f9:37ff:fec3:7e94","prefixlen":64,"scope":"link"}]}""";
    private const string PodAddresses = """{"ifindex":2,"link_index":8,"ifname":"eth0","flags":["UP"],"mtu":1450,"operstate":"UP","address":"26:81:00:00:00:01","link_netnsid":0,"linkinfo":{"info_kind":"veth"},"addr_info":[{"family":"inet","local":"10.65.0.2","prefixlen":32,"scope":"global"},{"family":"inet6","local":"fe80::1","prefixlen":64,"scope":"link"}]}""";

    public static readonly IReadOnlyDictionary<string, string> OfNode = new Dictionary<string, string>
    {
        ["links.json"] = $"[{EthernetLink},{VxlanLink},{TunnelLink},{VethLink}]",
        ["addresses.json"] = $"[{{}},{Addresses}]",
        ["routes.json"] = """[{"type":"unicast","dst":"default","table":"main","protocol":"boot","scope":"global","flags":[],"nexthops":[{"gateway":"172.18.0.1","dev":"eth0","weight":1,"flags":[]},{"gateway":"172.18.0.7","dev":"eth1","weight":1,"flags":["onlink"]}]},{"type":"blackhole","dst":"10.65.0.0/26","table":"main","protocol":"80","scope":"global","flags":[]},{"dst":"10.65.1.0/26","gateway":"10.65.1.0","dev":"vxlan.calico","flags":["onlink"],"metrics":[{"mtu":1450}]},{"dst":"10.65.9.0","dev":"cali7f94ce7c295","scope":"link","metric":1024,"flags":[]},{"type":"unicast","dst":"10.69.0.0/26","via":{"family":"inet6","host":"fd00::1"},"dev":"eth0","table":"100","protocol":"bird","scope":"global","prefsrc":"172.18.0.2","flags":[]},{"type":"throw","dst":"10.70.0.0/16","table":"main","protocol":"boot","scope":"global","flags":[]}]""",
        ["routes6.json"] = """[{"type":"blackhole","dst":"fd01::/64","dev":"lo","table":"main","protocol":"80","scope":"global","metric":1024,"flags":[],"pref":"medium"},{"type":"unicast","dst":"default","gateway":"fd00::1","dev":"eth0","table":"main","protocol":"boot","scope":"global","metric":1024,"flags":[],"pref":"medium"},{"type":"local","dst":"::1","dev":"lo","table":"local","protocol":"kernel","scope":"global","metric":0,"flags":[]}]""",
        ["rules.json"] = """[{"priority":0,"src":"all","table":"local"},{"priority":50,"src":"10.0.0.0","srclen":8,"goto":32766},{"priority":99,"not":null,"src":"all","fwmark":"0x100000","fwmask":"0x100000","table":"1"}]""",
        ["neighbours.json"] = """[{"dst":"10.65.1.0","dev":"vxlan.calico","lladdr":"66:2d:bf:44:a6:8b","state":["PERMANENT"]},{"dst":"172.18.0.9","dev":"eth0","state":["INCOMPLETE"]},{"dst":"fd00::9","dev":"eth0","lladdr":"66:2d:bf:44:a6:8b","router":null,"state":["STALE"]}]""",
        ["fdb.json"] = """[{"dev":"eth0","lladdr":"33:33:00:00:00:01","state":["PERMANENT"]},{"dst":"172.18.0.3","dev":"vxlan.calico","lladdr":"66:2d:bf:44:a6:8b","state":["NOARP","PERMANENT"]},{"dst":"fd00::3","dev":"vxlan6","lladdr":"66:2d:bf:44:a6:8c","state":["REACHABLE"]}]""",
        ["netns.json"] = """[{"nsid":0,"name":"cni-1"},{"nsid":5},{"nsid":7,"name":"cni-7"}]""",
        ["sysctls.txt"] = "net.ipv4.ip_forward = 1\nsysctl: permission denied on key 'net.ipv6.x'\nnet.ipv4.conf.vxlan/calico.rp_filter = 0\nnet.ipv4.ip_local_port_range = 32768\t60999\n",
        ["offloads.txt"] = "Features for vxlan.calico:\nrx-checksumming: on\ntx-checksumming: on\n\ttx-checksum-ipv4: off [fixed]\n\ttx-checksum-ip-generic: on [requested off]\n",
        ["ipsets.txt"] = "table ip calico {\n\tset cali40all-vxlan-net {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t\telements = { 10.0.0.0/8, 172.18.0.3,\n\t\t\t     172.18.0.4, 192.168.1.1-192.168.1.5 }\n\t}\n\n\tset empty {\n\t\ttype ipv4_addr\n\t}\n}\n",
        ["snmp.txt"] = "Ip: Forwarding FragFails\nIp: 1 17\nTcp: MaxConn RetransSegs\nTcp: -1 3\nUdp: InDatagrams NoPorts\nUdp: 168 4\nTcpExt: IPReversePathFilter\nTcpExt: 9\n",
        ["mtu.txt"] = "1450\n",
        ["kernel.txt"] = "6.12.0-1-amd64\n",
        ["podlinks.txt"] = $"\nnetns: cni-1\n[{PodAddresses}]\n\nnetns: cni-7\n[{PodAddresses.Replace("10.65.0.2", "10.65.0.3", StringComparison.Ordinal)}]\n",
        ["sandboxes.json"] = """
            {"info":{"pid":4711,"runtimeSpec":{"process":{"env":["TOKEN=secret"]},"linux":{"namespaces":[{"type":"pid"},{"type":"network","path":"/var/run/netns/cni-1"}]}}},"status":{"id":"aa11","metadata":{"name":"web","namespace":"default","attempt":0,"uid":"u"},"network":{"ip":"10.65.0.2","additionalIps":[{"ip":"fd00:65::2"}]},"state":"SANDBOX_READY"}}
            {"info":{"pid":0},"status":{"id":"bb22","metadata":{"name":"gone","namespace":"default"},"network":{"ip":""},"state":"SANDBOX_NOTREADY"}}
            """,
        ["modules.txt"] = "vxlan loaded\n",
        ["managers.txt"] = "manager NetworkManager\nmanager systemd-networkd\nvxlan.calico NetworkManager - \nvxlan.calico systemd-networkd configured /etc/systemd/network/10 vmware.network\ncali7f94ce7c295 NetworkManager true 5d1d5d5e-0000-4000-8000-000000000001\n",
        ["firewall.txt"] = "table ip calico {\n\tchain filter-INPUT {\n\t\tip saddr @cali40all-vxlan-net udp dport 4789 accept\n\t}\n}\ntable ip site {\n\tchain post {\n\t\ttype nat hook postrouting priority srcnat; policy accept;\n\t\tip saddr 10.65.0.9 masquerade\n\t}\n}\n*nat\n[0:0] -A POSTROUTING -s 10.65.0.9/32 -j MASQUERADE\nCOMMIT\n",
    };

    public static readonly IReadOnlyDictionary<string, string> OfCluster = new Dictionary<string, string>
    {
        ["nodes"] = List("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"node1","labels":{"kubernetes.io/os":"linux"},"annotations":{"projectcalico.org/IPv4Address":"172.18.0.2/16","projectcalico.org/IPv4VXLANTunnelAddr":"not an address","other/secret":"x"}},"spec":{"podCIDRs":["10.244.0.0/24"]},"status":{"addresses":[{"type":"InternalIP","address":"172.18.0.2"},{"type":"Hostname","address":"node1"}],"conditions":[{"type":"Ready","status":"True"}],"nodeInfo":{"kernelVersion":"6.12.0"}}}"""),
        ["pods"] = List("""{"kind":"Pod","metadata":{"name":"web","namespace":"default","creationTimestamp":"2026-01-02T00:00:00Z","annotations":{"cni.projectcalico.org/containerID":"aa11","cni.projectcalico.org/podIPs":"10.65.0.9/32"}},"spec":{"nodeName":"node1","containers":[{"image":"web:1"}]},"status":{"phase":"Running","podIP":"10.65.0.2","podIPs":[{"ip":"10.65.0.2"},{"ip":"fd00:65::2"}],"containerStatuses":[{"restartCount":2}]}}""", """{"kind":"Pod","metadata":{"name":"old","annotations":{"cni.projectcalico.org/podIPs":"10.65.0.3/32,fd00:65::3/128"}},"spec":{"hostNetwork":true},"status":{"phase":"Succeeded"}}"""),
        ["ippools"] = List("""{"apiVersion":"crd.projectcalico.org/v1","kind":"IPPool","metadata":{"name":"default-ipv4-ippool"},"spec":{"cidr":"10.65.0.0/16","vxlanMode":"CrossSubnet","ipipMode":"Never","natOutgoing":true,"blockSize":26}}"""),
        ["blockaffinities"] = List("""{"apiVersion":"crd.projectcalico.org/v1","kind":"BlockAffinity","metadata":{"name":"node1-10-65-0-0-26"},"spec":{"cidr":"10.65.0.0/26","deleted":"false","node":"node1","state":"confirmed"}}""", """{"apiVersion":"crd.projectcalico.org/v1","kind":"BlockAffinity","metadata":{"name":"gone1"},"spec":{"cidr":"10.65.1.0/26","deleted":"true","node":"node1","state":"confirmed"}}""", """{"apiVersion":"projectcalico.org/v3","kind":"BlockAffinity","metadata":{"name":"gone3"},"spec":{"cidr":"10.65.2.0/26","deleted":true,"node":"node1","state":"confirmed"}}"""),
        ["ipamblocks"] = List("""{"kind":"IPAMBlock","metadata":{"name":"10-65-0-0-30"},"spec":{"affinity":"host:node1","allocations":[0,null,1,9],"attributes":[{"handle_id":"vxlan-tunnel-addr-node1","secondary":{"node":"node1","type":"vxlanTunnelAddress"}},{"handle_id":"k8s-pod-network.aa11","secondary":{"namespace":"default","node":"node1","pod":"web"}}],"cidr":"10.65.0.0/30","deleted":false,"unallocated":[1]}}"""),
        ["felixconfigurations"] = List("""{"kind":"FelixConfiguration","metadata":{"name":"default"},"spec":{"vxlanVNI":4096,"bpfEnabled":false,"externalNodesList":["10.9.0.0/24"]}}"""),
        ["clusterinformations"] = List("""{"kind":"ClusterInformation","metadata":{"name":"default"},"spec":{"calicoVersion":"v3.32.1","clusterType":"k8s,bgp,kdd"}}"""),
        ["installations"] = List("""{"kind":"Installation","metadata":{"name":"default"},"spec":{"calicoNetwork":{"bgp":"Disabled","linuxDataplane":"Nftables","mtu":1400,"ipPools":[{"name":"p","cidr":"10.65.0.0/16","encapsulation":"VXLAN"}]},"cni":{"ipam":{"type":"Calico"}}}}"""),
        ["bgppeers"] = List("""{"kind":"BGPPeer","metadata":{"name":"rack"},"spec":{"node":"node1","peerIP":"172.18.0.1"}}"""),
        ["daemonsets"] = List("""{"kind":"DaemonSet","metadata":{"name":"calico-node","namespace":"kube-system"},"spec":{"template":{"spec":{"containers":[{"name":"calico-node","image":"calico/node:v3.32.1","env":[{"name":"IP","value":"autodetect"},{"name":"ETCD_PASSWORD","value":"hunter2"},{"name":"CALICO_NETWORKING_BACKEND","valueFrom":{"configMapKeyRef":{"name":"calico-config","key":"calico_backend"}}}],"livenessProbe":{"exec":{"command":["/bin/calico-node","-felix-live"]}}}]}}},"status":{"desiredNumberScheduled":3,"numberReady":2}}"""),
        ["configmaps"] = List("""{"kind":"ConfigMap","metadata":{"name":"calico-config","namespace":"kube-system"},"data":{"calico_backend":"vxlan","veth_mtu":"0","etcd_key":"secret"}}"""),
        ["services"] = List("""{"kind":"Service","metadata":{"name":"kubernetes","namespace":"default"},"spec":{"clusterIP":"10.96.0.1","clusterIPs":["10.96.0.1"]}}"""),
        ["networkpolicies"] = List("""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"web","namespace":"default"},"spec":{"ingress":[{"from":[{"podSelector":{}},{"ipBlock":{"cidr":"10.65.0.9/32","except":["10.65.0.10/32"]}}]}],"egress":[{"to":[{"ipBlock":{"cidr":"fd00:65::9/128"}}]}]}}"""),
        ["caliconetworkpolicies"] = List("""{"apiVersion":"projectcalico.org/v3","kind":"NetworkPolicy","metadata":{"name":"knp.default.web","namespace":"default"},"spec":{"ingress":[{"source":{"nets":["10.65.0.9/32"]}}]}}""", """{"apiVersion":"projectcalico.org/v3","kind":"NetworkPolicy","metadata":{"name":"default.db","namespace":"default"},"spec":{"ingress":[{},{"source":{"nets":["10.65.0.9","nonsense","10.65.2.0/24"],"notNets":["10.65.0.11/32"]}}]}}"""),
        ["globalnetworkpolicies"] = List("""{"apiVersion":"crd.projectcalico.org/v1","kind":"GlobalNetworkPolicy","metadata":{"name":"default.out"},"spec":{"egress":[{"destination":{"nets":["10.65.0.9/32"]}}]}}"""),
        ["networksets"] = List("""{"apiVersion":"crd.projectcalico.org/v1","kind":"NetworkSet","metadata":{"name":"hosts","namespace":"default"},"spec":{"nets":["10.65.0.9/32"]}}"""),
        ["globalnetworksets"] = List("""{"apiVersion":"crd.projectcalico.org/v1","kind":"GlobalNetworkSet","metadata":{"name":"tunnels"},"spec":{"nets":["10.65.0.9/32","10.65.1.0/24"]}}""", """{"apiVersion":"crd.projectcalico.org/v1","kind":"GlobalNetworkSet","metadata":{"name":"empty"},"spec":{}}"""),
        ["servicecidrs"] = List("""{"kind":"ServiceCIDR","metadata":{"name":"kubernetes"},"spec":{"cidrs":["10.96.0.0/12"]}}"""),
    };

    /// <summary>Texts that are in no file, whatever its name.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> Hostile = new Dictionary<string, byte[]>
    {
        ["nothing"] = [],
        ["white space"] = " \r\n\t "u8.ToArray(),
        ["zeros"] = new byte[5000],
        ["a number"] = "17"u8.ToArray(),
        ["NaN"] = "[{\"dst\":NaN}]"u8.ToArray(),
        ["an object"] = "{}"u8.ToArray(),
        ["nested lists"] = Encoding.UTF8.GetBytes(new string('[', 100_000)),
        ["a deep object"] = Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200) + "]"),
        ["a page of HTML"] = "<html><body>403 Forbidden</body></html>"u8.ToArray(),
        ["a complaint"] = "Error: No such device\n"u8.ToArray(),
        ["no UTF-8"] = [0x5b, 0x7b, 0x22, 0xff, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d],
        ["comments"] = "/* */ [] // x"u8.ToArray(),
        ["two lists"] = "[][]"u8.ToArray(),
        ["a list of a list"] = "[[[]]]"u8.ToArray(),
        ["numbers for objects"] = "[1,2,3]"u8.ToArray(),
        ["an object without end"] = "[{\"ifname\":\"a\""u8.ToArray(),
    };

    public static string List(params string[] items) => $$$"""{"apiVersion":"v1","items":[{{{string.Join(',', items)}}}],"kind":"List","metadata":{"resourceVersion":""}}""";
}
