using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>Rules that stand before Calico's, or instead of them.</summary>
internal sealed class FirewallCheck : NodeCheck
{
    public override string Id => "Host.Firewall";

    public override string Title => "No other firewall rule drops VXLAN or the pods' packets";

    public override string Reads => "nodes' firewall";

    public override string Why => "What another chain of the hook drops, Calico's accept does not bring back; rules put in before Calico's jump are asked first.";

    public override string Impact => "VXLAN, or what the node forwards for its pods, is dropped; the rule's counter grows.";

    public override string Reference => "nft(8), base chains; projectcalico/calico#5232, #3425";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Forecast(false).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        if (node.Tables.Answers.Firewall is not { } firewall)
        {
            yield return Unknown(node.Name, "the node's firewall", node.Model.IsAskedFor(node.Name, EvidenceNames.Firewall));
            yield break;
        }

        bool any = false;
        foreach ((FirewallPacket packet, string what) in Ways(node))
        {
            if (FirewallPath.Find(firewall, packet) is not { } block)
            {
                continue;
            }

            any = true;
            string reason = $"{node.Name}: chain {block.Chain} drops {what}: {block.Rule}";
            Finding finding = new()
            {
                Expected = $"{what} accepted", Actual = block.Rule, Evidence = "nft list ruleset, iptables-save on the node",
                Remedy = $"Accept {(packet.UdpPort is { } port ? $"udp dport {port}" : "the pods' packets")} in chain {ShellWord.QuoteEach(block.Chain)} before that, or take the rule out; make whoever keeps these rules do so, too.",
                Command = "nft list ruleset; iptables-save -c",
            };
            yield return block.IsCertain ? Fail(node.Name, reason, finding) : Warn(node.Name, reason + " (it asks for more than the port)", finding);
        }

        if (!any)
        {
            FirewallChain[] others = [.. firewall.Chains.Where(static c => c.Hook is not null && !c.IsCalico)];
            yield return Pass(node.Name, $"{others.Length} chains of others drop none of it", "nft list ruleset, iptables-save on the node");
        }
    }

    private static IEnumerable<(FirewallPacket Packet, string What)> Ways(NodeContext node)
    {
        int port = node.Settings.Port;
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            if (node.Forecast(isIpv6).Vtep is null)
            {
                continue;
            }

            string what = isIpv6 ? "VXLAN over IPv6" : "VXLAN";
            NetAddress[] peers = [.. node.Model.Nodes.Where(n => n != node.Node && n.Family(isIpv6).IsUsable).Select(n => n.Family(isIpv6).Address!.Value.Address)];
            yield return (new FirewallPacket("prerouting", isIpv6, port, peers), $"{what} from peers (UDP {port})");
            yield return (new FirewallPacket("input", isIpv6, port, peers), $"{what} from peers (UDP {port})");
            yield return (new FirewallPacket("forward", isIpv6, null, null), isIpv6 ? "IPv6 that is forwarded for pods" : "what is forwarded for pods");
            yield return (new FirewallPacket("output", isIpv6, port, null), $"{what} to peers (UDP {port})");
        }
    }
}
