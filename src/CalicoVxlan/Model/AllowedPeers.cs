using CalicoVxlan.Common;

namespace CalicoVxlan.Model;

/// <summary>
/// A node's set of addresses from which VXLAN is accepted, beside what Felix puts there: the addresses of all peers with a complete VTEP, and
/// externalNodesList (felix/dataplane/linux/vxlan_mgr.go). The node itself is not in it.
/// </summary>
internal sealed class AllowedPeers
{
    private readonly HashSet<NetAddress> single;
    private readonly Cidr[] wide;

    public AllowedPeers(IReadOnlyList<Cidr> members)
    {
        single = [.. members.Where(static m => m.IsSingle).Select(static m => m.Address)];
        wide = [.. members.Where(static m => !m.IsSingle)];
    }

    public static string NameOf(bool isIpv6) => isIpv6 ? CalicoNames.AllowedPeersSet6 : CalicoNames.AllowedPeersSet;

    /// <summary>Peers whose frames are dropped.</summary>
    public IEnumerable<(ClusterNode Peer, NetAddress Address)> Missing(ClusterModel model, ClusterNode node, bool isIpv6)
    {
        foreach (ClusterNode peer in model.Nodes)
        {
            if (peer != node && peer.Family(isIpv6) is { IsUsable: true } family && !Has(family.Address!.Value.Address))
            {
                yield return (peer, family.Address.Value.Address);
            }
        }
    }

    /// <summary>Members of externalNodesList that the set lacks.</summary>
    public IEnumerable<Cidr> MissingExternals(FelixSettings settings, bool isIpv6) =>
        settings.ExternalNodes.Where(e => e.IsIpv4 != isIpv6 && !Has(e.Address) && !Array.Exists(wide, m => m.Contains(e)));

    /// <summary>Single addresses that are no node's and that nobody named. A set may hold neighbouring addresses as one range, so what is wide is not judged.</summary>
    public IEnumerable<NetAddress> Strangers(ClusterModel model, FelixSettings settings) =>
        single.Where(m => !model.IsNodeAddress(m) && !settings.IsExternal(m)).OrderBy(static m => m.High).ThenBy(static m => m.Low);

    private bool Has(NetAddress address) => single.Contains(address) || Array.Exists(wide, m => m.Contains(address));
}
