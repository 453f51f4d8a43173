using CalicoVxlan.Common;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>No policy and no set of addresses names a tunnel address of before the switch.</summary>
internal sealed class PolicyAddressesCheck : ClusterCheck
{
    private const int Shown = 3;

    public override string Id => "Switch.PolicyAddresses";

    public override string Title => "Policies name no former tunnel addresses";

    public override string Reads => "NetworkPolicies, GlobalNetworkPolicies, NetworkSets, GlobalNetworkSets; nodes' tunnel annotations; IPAMBlocks; IPPools; nodes of -Earlier";

    public override string Why => "With the switch each node gets another tunnel address, and what a node sends to pods comes from that; a list that names the old ones goes on without a word.";

    public override string Impact => "What the nodes themselves send to pods is refused by the policy, or no longer refused; a pod that is given the old address counts as the node.";

    public override string Reference => "node/pkg/allocateip; docs: IP pools, vxlan-ipip";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        ClusterObjects objects = context.Model.Objects;
        bool isKnown = context.Former.All.Count > 0;
        if (objects.Nodes is null || (isKnown && objects.Pools is null))
        {
            yield return Unknown(Cluster, objects.Nodes is null ? "the nodes" : "the IPPools");
            yield break;
        }

        if (objects.Pools?.Any(static p => p.IpipMode != EncapsulationMode.Never) == true)
        {
            yield return Skip(Cluster, "a pool is IPIP: its tunnel addresses are in use");
            yield break;
        }

        PolicyObject[] policies = [.. Kinds(objects).SelectMany(static k => k.Found ?? [])];
        string[] missing = [.. Kinds(objects).Where(static k => k.Found is null).Select(static k => k.Kind)];
        bool isAskedFor = Kinds(objects).Any(k => k.Found is null && context.Model.IsAskedFor(EvidenceNames.ClusterScope, k.Plural));
        bool isNamed = false;
        foreach (CheckResult result in policies.Select(p => Judge(context, p)).OfType<CheckResult>())
        {
            isNamed = true;
            yield return result;
        }

        if (missing.Length > 0 && isKnown)
        {
            yield return Unknown(Cluster, $"the {string.Join(", ", missing)}, which may name {context.Former.All.Keys.First()}, {context.Former.All.Values.First()}", isAskedFor);
        }
        else if (!isNamed)
        {
            yield return missing.Length > 0 ? Skip(Cluster, $"no former tunnel address is known that a list could name; the evidence does not hold the {string.Join(", ", missing)}")
                : objects.Blocks is null && policies.Any(p => p.Lists.Any(l => Strangers(context, l).Any())) ? Unknown(Cluster, "the IPAMBlocks")
                : Pass(Cluster, "none", "NetworkPolicies, GlobalNetworkPolicies, NetworkSets, GlobalNetworkSets, Node annotations");
        }
    }

    private static (string Kind, string Plural, IReadOnlyList<PolicyObject>? Found)[] Kinds(ClusterObjects objects) =>
    [
        ("NetworkPolicies", "networkpolicies", objects.NetworkPolicies), ("NetworkPolicies of Calico", "caliconetworkpolicies", objects.CalicoNetworkPolicies), ("GlobalNetworkPolicies", "globalnetworkpolicies", objects.GlobalNetworkPolicies),
        ("NetworkSets", "networksets", objects.NetworkSets), ("GlobalNetworkSets", "globalnetworksets", objects.GlobalNetworkSets),
    ];

    private CheckResult? Judge(CheckContext context, PolicyObject policy)
    {
        List<Named> named = [.. policy.Lists.SelectMany(l => Strangers(context, l).Select(n => new Named(l, n, context.Former.All.GetValueOrDefault(n.Cidr.Address)))).Where(static n => n.Former is not null)];
        string[] free = [.. policy.Lists.Select(l => Free(context, l)).OfType<string>()];
        if (named.Count == 0 && free.Length == 0)
        {
            return null;
        }

        string[] reasons = [.. named.Take(Shown).Select(n => Reason(context, n)), .. named.Count > Shown ? (string[])[$"and {named.Count - Shown} more"] : [], .. free];
        string old = named.Count > 0 ? named[0].Net.Cidr.Address.ToString() : "";
        bool isHarmless = free.Length == 0 && named.TrueForAll(n => NewOf(context, n) is { } address && n.List.Nets.Any(o => o.Cidr.Contains(address)));
        return Warn(policy.ToString(), string.Join("; ", reasons), new Finding
        {
            Expected = named.Count > 0 && NewOf(context, named[0]) is { } now ? $"{now}, {named[0].Former!.Node}'s tunnel address now" : "tunnel addresses of now",
            Actual = named.Count > 0 ? string.Join(", ", named.Take(Shown).Select(static n => n.Net.Cidr.Address)) : "addresses that nobody has",
            Evidence = $"{policy.Kind}, Node annotations, IPAMBlocks",
            Impact = isHarmless ? "None now, since the list names the new addresses too; a pod that is given an old one counts as the node." : null,
            Remedy = $"Name the nodes' tunnel addresses of now (annotation projectcalico.org/IPv4VXLANTunnelAddr){OwnToo(context)}, and take the old ones out: kubectl edit {Place(policy)}",
            Command = $"kubectl get {Place(policy)} -o yaml{(old.Length > 0 ? " | grep -n " + old : "")}",
        });
    }

    private static string Place(PolicyObject policy) => $"{policy.Resource}{(policy.Namespace is null ? "" : " -n " + ShellWord.Quote(policy.Namespace))} {ShellWord.Quote(policy.Name)}";

    // To pods behind a node of its own subnet a node sends from its own address.
    private static string OwnToo(CheckContext context) => context.VxlanPools.Any(static p => p.VxlanMode == EncapsulationMode.CrossSubnet) ? " and, with CrossSubnet, their own addresses" : "";

    private static string Reason(CheckContext context, Named named)
    {
        NetAddress address = named.Net.Cidr.Address;
        string now = NewOf(context, named) is { } other ? $"; {named.Former!.Node}'s is {other} now" : "";
        string taken = context.Model.PodWith(address) is { } pod ? $"; pod {pod.Namespace}/{pod.Name} has it now" : "";
        return $"{named.List.FieldOf(named.Net)} names {address}, {named.Former}{now}{taken}";
    }

    private static NetAddress? NewOf(CheckContext context, Named named) => context.Model.Node(named.Former!.Node)?.Family(!named.Net.Cidr.IsIpv4).TunnelAddress;

    /// <summary>Single addresses in a pool that are no node's tunnel address.</summary>
    private static IEnumerable<PolicyNet> Strangers(CheckContext context, PolicyList list) => list.Nets.Where(n =>
        n.Cidr.IsSingle && !context.Former.IsCurrent(n.Cidr.Address)
        && (context.Former.All.ContainsKey(n.Cidr.Address) || context.Model.Objects.Pools is null || context.Model.Blocks.PoolOf(n.Cidr) is not null));

    // After the switch nothing tells that an address was a node's. One that nobody has, out of each of several nodes' blocks, can have been little else; nor can one in a list of
    // tunnel addresses that lacks just that node's. Alone it may be kept for a pod.
    private static string? Free(CheckContext context, PolicyList list)
    {
        (NetAddress Address, string Node)[] free = [.. Strangers(context, list).Select(static n => n.Cidr.Address).Where(a => !context.Former.All.ContainsKey(a)).SelectMany(a => Holder(context, a))];
        string[] nodes = [.. free.Select(static f => f.Node).Distinct(StringComparer.Ordinal)];
        if (nodes.Length == 0 || (nodes.Length == 1 && !LacksOnly(context, list, nodes[0], free[0].Address.IsIpv4)))
        {
            return null;
        }

        string addresses = string.Join(", ", free.Take(Shown).Select(static f => f.Address)) + (free.Length > Shown ? $" and {free.Length - Shown} more" : "");
        string holders = string.Join(", ", nodes.Take(Shown)) + (nodes.Length > Shown ? " and others" : "");
        return $"{list.Field} names {addresses}, which nobody has, out of the blocks of {holders}, as former tunnel addresses would be";
    }

    private static IEnumerable<(NetAddress Address, string Node)> Holder(CheckContext context, NetAddress address) =>
        context.Model.Blocks.Allocation(address) is null && context.Model.Blocks.Find(address) is { Object: not null, Node: { } node } ? [(address, node)] : [];

    private static bool LacksOnly(CheckContext context, PolicyList list, string node, bool isIpv4) =>
        list.Nets.Any(n => n.Cidr.IsSingle && context.Former.IsCurrent(n.Cidr.Address))
        && context.Model.Node(node)?.Family(!isIpv4).TunnelAddress is { } own && !list.Nets.Any(n => n.Cidr.Contains(own));

    private sealed record Named(PolicyList List, PolicyNet Net, FormerTunnel? Former);
}
