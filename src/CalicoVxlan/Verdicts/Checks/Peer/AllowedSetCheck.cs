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
        NodeFamily[] families = [.. node.Families().Where(static f => f.Forecast.Vtep is not null).Select(static f => f.Family)];
        if (node.Node.IsWindows || node.Settings.IsBpf || families.Length == 0)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Settings.IsBpf ? "the eBPF dataplane asks its own tables" : node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        if (node.Tables.Answers.IpSets is not { } sets)
        {
            yield return Unknown(node.Name, "the node's IP sets");
            yield break;
        }

        bool isRight = true;
        foreach (CheckResult result in families.SelectMany(f => Judge(node, f.IsIpv6, sets)))
        {
            isRight = false;
            yield return result;
        }

        if (isRight)
        {
            yield return Pass(node.Name, $"{families.Sum(f => sets[AllowedPeers.NameOf(f.IsIpv6)].Count)} members", Place);
        }
    }

    private const string Place = "ipset list, nft list sets on the node";

    private IEnumerable<CheckResult> Judge(NodeContext node, bool isIpv6, IReadOnlyDictionary<string, IReadOnlyList<Cidr>> sets)
    {
        string name = AllowedPeers.NameOf(isIpv6);
        string table = isIpv6 ? "ip6 calico" : "ip calico";
        string command = $"ipset list {name}; nft list set {table} {name}";
        if (!sets.TryGetValue(name, out IReadOnlyList<Cidr>? members))
        {
            yield return Fail(node.Name, $"{node.Name} has no set {name}", new Finding
            {
                Expected = name, Actual = "no such set", Evidence = Place, Remedy = "See calico-node's log on the node; restart it.", Command = command,
            });
            yield break;
        }

        AllowedPeers allowed = new(members);
        foreach ((ClusterNode peer, NetAddress address) in allowed.Missing(node.Model, node.Node, isIpv6))
        {
            yield return Fail($"{node.Name} < {peer.Name}", $"{node.Name}: {name} lacks {address} of {peer.Name}", new Finding
            {
                Expected = address.ToString(), Actual = "not a member", Evidence = Place, Command = command,
                Remedy = $"Felix adds it when it runs and the peer's annotations are complete; by hand: ipset add {name} {address} || nft add element {table} {name} '{{ {address} }}'",
            });
        }

        foreach (Cidr external in allowed.MissingExternals(node.Settings, isIpv6))
        {
            yield return Fail($"{node.Name} < {external}", $"{node.Name}: {name} lacks {external} of externalNodesList", new Finding
            {
                Expected = external.ToString(), Actual = "not a member", Evidence = Place, Command = command, Remedy = "Felix adds it when it runs: see calico-node's log on the node; restart it.",
                Impact = "Frames of the VXLAN endpoint that is no node arrive and are dropped.",
            });
        }

        if (node.Model.Objects is { Nodes: not null, FelixConfigurations: not null })
        {
            foreach (NetAddress stranger in allowed.Strangers(node.Model, node.Settings))
            {
                yield return Warn($"{node.Name} < {stranger}", $"{node.Name}: {name} has {stranger}, which is no node's address and not in externalNodesList", new Finding
                {
                    Expected = "no such member", Actual = stranger.ToString(), Evidence = Place, Command = command, Impact = "The node accepts VXLAN, and with it any pod's address as source, from a machine that is no node of the cluster.",
                    Remedy = $"Felix takes it out when it runs; by hand: ipset del {name} {stranger} || nft delete element {table} {name} '{{ {stranger} }}'",
                });
            }
        }
    }
}
