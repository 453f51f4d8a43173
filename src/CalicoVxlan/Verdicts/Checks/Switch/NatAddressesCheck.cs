using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>No NAT rule of a node names a tunnel address of before the switch.</summary>
internal sealed class NatAddressesCheck : NodeCheck
{
    public override string Id => "Switch.NatAddresses";

    public override string Title => "NAT rules name no former tunnel addresses";

    public override string Reads => "nodes' firewall; nodes' tunnel annotations; IPAMBlocks; IPPools; nodes of -Earlier";

    public override string Why => "Rules that somebody wrote for the old tunnel addresses match nothing after the switch, and the new addresses go through them untouched.";

    public override string Impact => "What the node sends from its tunnel address is translated where it was not, or no longer translated where it was.";

    public override string Reference => "node/pkg/allocateip";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        IReadOnlyDictionary<NetAddress, Model.FormerTunnel> former = node.Cluster.Former.All;
        if (node.Node.IsWindows || former.Count == 0 || node.Model.Objects.Pools?.Any(static p => p.IpipMode != EncapsulationMode.Never) == true)
        {
            yield return node.Model.Objects.Nodes is null ? Unknown(node.Name, "the nodes")
                : Skip(node.Name, node.Node.IsWindows ? "a Windows node" : former.Count == 0 ? "no former tunnel address is known that a rule could name" : "a pool is IPIP: its tunnel addresses are in use");
            yield break;
        }

        if (node.Tables.Answers.NatRules is not { } rules || node.Model.Objects.Pools is null)
        {
            yield return node.Model.Objects.Pools is null ? Unknown(node.Name, "the IPPools")
                : Unknown(node.Name, "the node's firewall", node.Model.IsAskedFor(node.Name, EvidenceNames.Firewall));
            yield break;
        }

        (NatRuleRecord Rule, NetAddress Address)[] left = [.. rules.SelectMany(r => r.Addresses.Where(former.ContainsKey).Select(a => (r, a)))];
        yield return left.Length == 0 ? Pass(node.Name, "none", "nft list ruleset or iptables-save on the node")
            : Warn(node.Name, $"{left[0].Rule.Chain} names {left[0].Address}, {former[left[0].Address]}: {left[0].Rule.Text}{(left.Length > 1 ? $"; and {left.Length - 1} more" : "")}", new Finding
            {
                Expected = "none",
                Actual = left[0].Rule.Text,
                Evidence = "nft list ruleset or iptables-save on the node",
                Remedy = "Change the rule where it is written (firewall script, configuration management) to the tunnel address of now, or take it out.",
                Command = $"nft list ruleset | grep -n {left[0].Address}; iptables-save -t nat | grep -n {left[0].Address}",
            });
    }
}
