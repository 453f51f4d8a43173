using System.Globalization;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.State;

/// <summary>
/// The part of Felix' nftables that VXLAN depends on (felix/rules/static.go): the set of peers, who may send to the VXLAN port, no
/// connection tracking for it, and the tunnel address for what the host itself sends into the tunnel.
/// </summary>
internal static class FelixFirewall
{
    /// <summary>The tables by family and name.</summary>
    public static IEnumerable<(string Table, string Body)> Tables(LabState state, NodeState node, NodeState? identity)
    {
        NodeState self = identity ?? node;
        yield return ("ip calico", Body(state.Plan, node.Port, Peers(state, self, isIpv6: false), isIpv6: false));
        if (state.Plan.Options.DualStack)
        {
            yield return ("ip6 calico", Body(state.Plan, node.Port, Peers(state, self, isIpv6: true), isIpv6: true));
        }
    }

    /// <summary>Takes addresses out of a node's set of allowed peers.</summary>
    public static void Forbid(NodeState node, LabState state, IEnumerable<NodeState> peers, bool isIpv6)
    {
        HashSet<string> forbidden = [.. peers.Where(p => isIpv6 ? p.HasVtep6 : p.HasVtep).Select(p => FelixDataplane.Vtep(p, isIpv6).Address)];
        string table = isIpv6 ? "ip6 calico" : "ip calico";
        if (!node.Kernel.Firewall.TryGetValue(table, out string? body))
        {
            return;
        }

        // The set's elements are its body's second line; what an earlier fault took out stays out.
        string[] left = [.. Elements(body).Except(forbidden)];
        node.Kernel.Firewall[table] = Body(state.Plan, node.Port, left, isIpv6);
    }

    private static string[] Elements(string body)
    {
        string line = body.Split('\n').FirstOrDefault(static l => l.Contains("elements = ", StringComparison.Ordinal)) ?? "";
        int open = line.IndexOf('{', StringComparison.Ordinal);
        return open < 0 ? [] : line[(open + 1)..].TrimEnd(' ', '}').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Peers(LabState state, NodeState self, bool isIpv6) =>
        [.. state.Nodes.Where(p => p != self && (isIpv6 ? p.HasVtep6 : p.HasVtep)).Select(p => FelixDataplane.Vtep(p, isIpv6).Address)];

    private static string Body(LabPlan plan, int port, string[] peers, bool isIpv6)
    {
        string family = isIpv6 ? "ip6" : "ip";
        string set = isIpv6 ? CalicoNames.AllowedPeersSet6 : CalicoNames.AllowedPeersSet;
        string type = isIpv6 ? "ipv6_addr" : "ipv4_addr";
        string elements = peers.Length > 0 ? $"    elements = {{ {string.Join(", ", peers)} }}\n" : "";
        string device = isIpv6 ? CalicoNames.Device6 : CalicoNames.Device;
        string untracked = plan.Since(29) ? Untracked(port) : "";
        return string.Create(CultureInfo.InvariantCulture, $$"""
              set {{set}} {
                type {{type}}
                flags interval
            {{elements}}  }
              chain filter-INPUT {
                type filter hook input priority filter; policy accept;
                udp dport {{port}} {{family}} saddr @{{set}} fib daddr type local counter accept comment "Allow IPv{{(isIpv6 ? 6 : 4)}} VXLAN packets from allowed hosts"
                udp dport {{port}} fib daddr type local counter drop comment "Drop IPv{{(isIpv6 ? 6 : 4)}} VXLAN packets from non-allowed hosts"
              }
              chain filter-OUTPUT {
                type filter hook output priority filter; policy accept;
                udp dport {{port}} fib saddr type local {{family}} daddr @{{set}} counter accept comment "Allow VXLAN packets to other allowed hosts"
              }
            {{untracked}}  chain nat-POSTROUTING {
                type nat hook postrouting priority srcnat; policy accept;
            {{Masquerade(plan, port, device)}}
              }
            """);
    }

    private static string Untracked(int port) => string.Create(CultureInfo.InvariantCulture, $$"""
          chain raw-PREROUTING {
            type filter hook prerouting priority raw; policy accept;
            udp dport {{port}} counter notrack
          }
          chain raw-OUTPUT {
            type filter hook output priority raw; policy accept;
            udp dport {{port}} counter notrack
          }

        """);

    // Host traffic into the tunnel gets the tunnel's address; since 3.33 never with the VXLAN port as its source (calico#12244).
    private static string Masquerade(LabPlan plan, int port, string device)
    {
        string match = $"oifname \"{device}\" fib saddr . oif type != local fib saddr type local";
        if (!plan.Since(33))
        {
            return $"    {match} counter masquerade";
        }

        string range = 65535 - port >= port - 1024 ? $"{port + 1}-65535" : $"1024-{port - 1}";
        return $"    meta l4proto udp {match} counter masquerade to :{range}\n    {match} counter masquerade";
    }
}
