using CalicoVxlan.Common;
using CalicoVxlan.Lookups;
using CalicoVxlan.Tests.Evidence.Reading;

namespace CalicoVxlan.Tests.Lookups;

/// <summary>Which rules drop VXLAN, in the firewalls that nodes have: ufw, firewalld, docker, kube-proxy, a person's own.</summary>
public class FirewallPathTests
{
    private static readonly NetAddress[] Peers = [NetAddress.Ipv4(0xac12_0003u), NetAddress.Ipv4(0xac12_0004u)];

    [Theory]
    [InlineData("policy accept", "", null)]
    [InlineData("policy drop", "", "policy drop")]
    [InlineData("policy drop", "udp dport 4789 accept", null)]
    [InlineData("policy drop", "udp dport 4000-5000 ip saddr 172.18.0.0/16 accept", null)]
    [InlineData("policy drop", "udp dport 4789 ip saddr @nodes accept", null)]
    [InlineData("policy drop", "ip saddr 10.0.0.0/8 accept", "policy drop")]
    [InlineData("policy drop", "ip saddr 172.18.0.3 accept", null)]
    [InlineData("policy drop", "ct state established,related accept\niifname \"lo\" accept\ntcp dport 22 accept\nmeta l4proto { icmp, ipv6-icmp } accept", "policy drop")]
    [InlineData("policy drop", "iifname \"eth0\" accept", null)]
    [InlineData("policy drop", "ct state vmap { established : accept, new : accept }", null)]
    [InlineData("policy drop", "udp dport 8472 accept", "policy drop")]
    [InlineData("policy accept", "udp dport 4789 drop", "udp dport 4789 drop")]
    [InlineData("policy accept", "udp dport 4789 ip saddr 172.18.0.0/24 accept\nudp dport 4789 drop", null)]
    [InlineData("policy accept", "udp dport 4789 iifname \"eth1\" drop", "? udp dport 4789 iifname \"eth1\" drop")]
    [InlineData("policy accept", "udp dport 4790 drop\ntcp dport 4789 drop\nct state invalid drop\nip saddr 10.0.0.0/8 drop", null)]
    [InlineData("policy accept", "ip saddr 172.18.0.0/16 drop", "ip saddr 172.18.0.0/16 drop")]
    [InlineData("policy accept", "jump cali-INPUT\ndrop", null)]
    [InlineData("policy accept", "jump gone\ndrop", null)]
    [InlineData("policy accept", "return\ndrop", null)]
    [InlineData("policy accept", "jump mine\ndrop", "drop")]
    [InlineData("policy accept", "goto mine\ndrop", null)]
    public void A_chain_of_nft(string policy, string rules, string? expected)
    {
        string text = $"table inet host {{\n chain in {{\n type filter hook input priority -10; {policy};\n{rules}\n }}\n chain mine {{\n tcp dport 22 accept\n }}\n}}\n";
        Assert.Equal(expected, Input(text));
        Assert.Null(FirewallPath.Find(FirewallTextTests.Read(text), new FirewallPacket("output", false, 4789, null)));
    }

    [Fact]
    public void Firewalld_rejects_what_its_zone_does_not_allow()
    {
        const string text = """
            table inet firewalld {
            	chain filter_INPUT {
            		type filter hook input priority filter + 10; policy accept;
            		ct state { established, related } accept
            		ct status dnat accept
            		iifname "lo" accept
            		ct state invalid drop
            		jump filter_INPUT_ZONES
            		reject with icmpx admin-prohibited
            	}
            	chain filter_INPUT_ZONES {
            		iifname "eth0" goto filter_IN_public
            		goto filter_IN_public
            	}
            	chain filter_IN_public {
            		jump filter_IN_public_allow
            		meta l4proto { icmp, ipv6-icmp } accept
            		reject with icmpx admin-prohibited
            	}
            	chain filter_IN_public_allow {
            		tcp dport 22 accept
            	}
            }
            """;
        Assert.Equal("reject with icmpx admin-prohibited", Input(text));
        Assert.Null(Input(text.Replace("tcp dport 22 accept", "udp dport 4789 accept", StringComparison.Ordinal)));
        Assert.Null(Input(text.Replace("meta l4proto { icmp, ipv6-icmp } accept", "accept", StringComparison.Ordinal)));
    }

    [Fact]
    public void Iptables_with_Calico_first_passes_whatever_the_policy_is()
    {
        const string text = "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:cali-INPUT - [0:0]\n-A INPUT -m comment --comment \"cali:Cz_u1IQiXIMmKD4c\" -j cali-INPUT\n-A INPUT -j ufw-before-input\n-A FORWARD -j cali-FORWARD\n-A FORWARD -j DROP\nCOMMIT\n";
        Assert.Null(Input(text));
        Assert.Null(Forward(text));
        Assert.Equal("-A INPUT -p udp -j DROP", Input(text.Replace("-A INPUT -m comment", "-A INPUT -p udp -j DROP\n-A INPUT -m comment", StringComparison.Ordinal)));
        Assert.Equal("-A FORWARD -j DROP", Forward(text.Replace("-A FORWARD -j cali-FORWARD\n", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Docker_and_kube_proxy_take_nothing_from_pods()
    {
        Assert.Null(Forward("""
            *filter
            :FORWARD DROP [0:0]
            :DOCKER-USER - [0:0]
            :DOCKER-ISOLATION - [0:0]
            -A FORWARD -j DOCKER-USER
            -A FORWARD -j DOCKER-ISOLATION
            -A FORWARD -m comment --comment "cali:wUHhoiAYhphO9Mso" -j cali-FORWARD
            -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
            -A DOCKER-USER -j RETURN
            -A DOCKER-ISOLATION -i docker0 ! -o docker0 -j DROP
            -A DOCKER-ISOLATION -j RETURN
            COMMIT
            """));
        Assert.Null(Forward("""
            table ip kube-proxy {
            	chain filter-forward {
            		type filter hook forward priority -110; policy accept;
            		ct state new jump service-endpoints-check
            		ct state new jump cluster-ips-check
            	}
            	chain service-endpoints-check {
            		ip daddr . meta l4proto . th dport vmap @no-endpoint-services
            	}
            	chain cluster-ips-check {
            		ip daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"
            		ip daddr { 10.96.0.0/12 } drop comment "Drop traffic to unallocated ClusterIPs"
            	}
            }
            """));
    }

    [Fact]
    public void Other_families_and_Calicos_own_chains_are_not_asked()
    {
        Assert.Null(Input("table ip6 host {\n chain in {\n type filter hook input priority 0; policy drop;\n }\n}\n"));
        Assert.Null(Input("table bridge host {\n chain in {\n type filter hook input priority 0; policy drop;\n }\n}\n"));
        Assert.Null(Input("table ip calico {\n chain in {\n type filter hook input priority 0; policy drop;\n }\n}\n"));
        Assert.Null(Input("table ip host {\n chain in {\n type nat hook input priority 0; policy drop;\n }\n}\n"));
    }

    [Fact]
    public void Chains_that_jump_in_circles_end()
    {
        string many = string.Concat(Enumerable.Repeat("jump a\njump b\n", 200));
        Assert.Null(Input($"table inet host {{\n chain in {{\n type filter hook input priority 0; policy drop;\n jump a\n }}\n chain a {{\n{many} }}\n chain b {{\n{many} }}\n}}\n"));
    }

    private static string? Input(string text) => Text(FirewallPath.Find(FirewallTextTests.Read(text), new FirewallPacket("input", false, 4789, Peers)));

    private static string? Forward(string text) => Text(FirewallPath.Find(FirewallTextTests.Read(text), new FirewallPacket("forward", false, null, null)));

    private static string? Text(FirewallBlock? block) => block is null ? null : (block.IsCertain ? "" : "? ") + block.Rule;
}
