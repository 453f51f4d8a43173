using CalicoVxlan.Common;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Lookups;

/// <summary>Every node's view of every peer. One a cluster; may be used by several threads, one node each.</summary>
public sealed class PeerTable
{
    private readonly ClusterModel model;
    private readonly Dictionary<(bool, NetAddress), ClusterNode> byTunnel = [];
    private readonly Dictionary<(bool, MacAddress), ClusterNode> byMac = [];

    /// <summary>Makes the table of a cluster.</summary>
    public PeerTable(ClusterModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        Routes = new RoutePrediction(model);
        foreach (ClusterNode node in model.Nodes)
        {
            foreach (bool isIpv6 in (bool[])[false, true])
            {
                NodeFamily family = node.Family(isIpv6);
                if (family.IsUsable)
                {
                    byTunnel.TryAdd((isIpv6, family.TunnelAddress!.Value), node);
                    byMac.TryAdd((isIpv6, family.Mac), node);
                }
            }
        }
    }

    /// <summary>What routes nodes are to have.</summary>
    internal RoutePrediction Routes { get; }

    /// <summary>Rows of one node: one a peer and family, and one for each entry that belongs to no peer.</summary>
    public IEnumerable<CalicoVtepPeer> Of(string node)
    {
        return model.Node(node) is { } local ? Of(local, model.Tables(node)) : [];
    }

    internal List<CalicoVtepPeer> Of(ClusterNode local, NodeTables tables)
    {
        List<CalicoVtepPeer> rows = [];
        Add(rows, local, tables, isIpv6: false);
        Add(rows, local, tables, isIpv6: true);
        return rows;
    }

    private void Add(List<CalicoVtepPeer> rows, ClusterNode local, NodeTables tables, bool isIpv6)
    {
        VtepForecast forecast = VtepPrediction.For(model, local, tables, isIpv6);
        PeerRows peers = new(local, isIpv6, forecast, tables, Routes);
        foreach (ClusterNode remote in model.Nodes)
        {
            // A peer that lacks its VTEP is a row too in a cluster that has VXLAN: nothing leads to it, and that is said.
            bool isRow = remote.Family(isIpv6).IsUsable || (!isIpv6 && forecast.Vtep is not null);
            if (remote != local && isRow && !(isIpv6 && forecast.Vtep is null))
            {
                rows.Add(peers.Of(remote));
            }
        }

        // Without the nodes nothing tells whose an entry is. A node that lost its own VTEP keeps what it had (felix route_mgr.go),
        // and where VXLAN is off, perhaps by mistake, everything would be stale.
        if (model.Objects.Nodes is not null && forecast.Vtep is not null)
        {
            StaleEntries.Add(rows, peers, byTunnel, byMac, model);
        }
    }
}
