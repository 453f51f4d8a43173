using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>The firewall's set of VXLAN peers.</summary>
internal sealed class AllowedSetCheck : NodeCheck
{
    public override string Id => "Peer.AllowedSet";

    public override string Title => "The firewall accepts VXLAN from every peer";

    public override string Reads => "nodes' IP sets; Node annotations; FelixConfiguration externalNodesList";

    public override string Why => "Frames from an address that is not in the set are dropped by the next rule.";

    public override string Impact => "The peer's frames arrive at the node and are dropped.";

    public override string Reference => "felix/rules/static.go; projectcalico/calico#8700, #6752";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Settings.IsBpf || node.Forecast(false).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Settings.IsBpf ? "the eBPF dataplane has its own check" : node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        if (node.Tables.Answers.IpSets is not { } sets)
        {
            yield return Unknown(node.Name, "the node's IP sets");
            yield break;
        }

        string name = CalicoNames.AllowedPeersSet;
        if (!sets.TryGetValue(name, out IReadOnlyList<Cidr>? members))
        {
            yield return Fail(node.Name, $"{node.Name} has no set {name}", new Finding { Expected = name, Actual = "no such set", Evidence = "ipset list, nft list sets on the node", Remedy = "See calico-node's log on the node; restart it.", Command = $"ipset list {name}; nft list set ip calico {name}" });
            yield break;
        }

        // Members are single addresses, but for what externalNodesList adds.
        HashSet<NetAddress> single = [.. members.Where(static m => m.IsSingle).Select(static m => m.Address)];
        Cidr[] wide = [.. members.Where(static m => !m.IsSingle)];
        ClusterNode[] missing = [.. node.Model.Nodes.Where(n => n != node.Node && n.V4.IsUsable && !single.Contains(n.V4.Address!.Value.Address) && !Array.Exists(wide, m => m.Contains(n.V4.Address.Value.Address)))];
        foreach (ClusterNode peer in missing)
        {
            yield return Fail($"{node.Name} < {peer.Name}", $"{node.Name}: {name} lacks {peer.V4.Address!.Value.Address} of {peer.Name}", new Finding
            {
                Expected = peer.V4.Address.Value.Address.ToString(), Actual = "not a member", Evidence = "ipset list, nft list sets on the node",
                Remedy = $"Felix adds it when it runs and the peer's annotations are complete; by hand: ipset add {name} {peer.V4.Address.Value.Address} || nft add element ip calico {name} '{{ {peer.V4.Address.Value.Address} }}'",
                Command = $"ipset list {name}; nft list set ip calico {name}",
            });
        }

        if (missing.Length == 0)
        {
            yield return Pass(node.Name, $"{members.Count} members", "ipset list, nft list sets on the node");
        }
    }
}
