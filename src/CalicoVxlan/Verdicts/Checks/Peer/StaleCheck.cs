using CalicoVxlan.Common;
using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>No entries on the device that belong to no peer.</summary>
internal sealed class StaleCheck : NodeCheck
{
    public override string Id => "Peer.Stale";

    public override string Title => "No entries of nodes that are gone";

    public override string Reads => "nodes' neighbours, FDB and routes; Node annotations";

    public override string Why => "A stale entry with a live MAC makes some versions remove and add the good one at every resync.";

    public override string Impact => "Traffic to a node fails, or stops for a moment every 90 seconds.";

    public override string Reference => "projectcalico/calico#7281, #9450, #9576";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || (node.Tables.Answers.Neighbours is null && node.Tables.Answers.Fdb is null))
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, "the node's neighbours and FDB");
            yield break;
        }

        if (node.Forecast(false).Vtep is null && node.Forecast(true).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "no VTEP is expected");
            yield break;
        }

        if (node.Model.Objects.Nodes is null)
        {
            yield return Unknown(node.Name, "the nodes of the API");
            yield break;
        }

        bool any = false;
        foreach (CalicoVtepPeer stale in node.Peers.Where(static p => PeerEntryState.Stale == p.Neighbour || PeerEntryState.Stale == p.Fdb || PeerEntryState.Stale == p.Route))
        {
            any = true;
            Cidr? route = stale.Entry?.Destination;
            bool isIpv6 = route is { IsIpv4: false } || (stale.TunnelAddress ?? stale.Remote)?.Contains(':', StringComparison.Ordinal) == true;
            string device = node.Node.Family(isIpv6).Device;
            string entry = stale.TunnelAddress ?? stale.Mac ?? "";
            yield return Warn($"{node.Name} {entry}".TrimEnd(), $"{node.Name}: {stale.Problem}", new Finding
            {
                Expected = "no such entry", Actual = entry, Evidence = "ip neigh, bridge fdb, ip route on the node",
                Remedy = stale.Fdb == PeerEntryState.Stale ? $"Felix deletes it within 90 seconds when it runs; by hand: bridge fdb del {stale.Mac} dev {device} dst {stale.Remote} self"
                    : stale.Neighbour == PeerEntryState.Stale ? $"Felix deletes it within 90 seconds when it runs; by hand: ip neigh del {stale.TunnelAddress} dev {device}"
                    : $"Felix deletes it within 90 seconds when it runs; by hand: {(isIpv6 ? "ip -6" : "ip")} route del {route} dev {device}",
                Command = route is null ? $"ip neigh show dev {device}; bridge fdb show dev {device}" : $"{(isIpv6 ? "ip -6" : "ip")} route show dev {device}",
            });
        }

        if (node.Tables.Answers.Neighbours is null || node.Tables.Answers.Fdb is null)
        {
            yield return Unknown(node.Name, node.Tables.Answers.Neighbours is null ? "the node's neighbours" : "the node's FDB");
        }
        else if (!any)
        {
            yield return Pass(node.Name, "none", "ip neigh, bridge fdb, ip route on the node");
        }
    }
}
