using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts;

/// <summary>What to type where a route is missing or leads elsewhere: the routes as Felix would make them.</summary>
internal static class RouteCommands
{
    // More than anybody types.
    private const int Most = 8;

    /// <summary>The routes to a peer that are not as expected; null where nothing can be typed.</summary>
    public static string? ToPeer(NodeContext node, CalicoVtepPeer peer)
    {
        bool isIpv6 = peer.Family?.IsIpv6 == true;
        if (node.Model.Node(peer.Peer) is not { } remote || node.Forecast(isIpv6).Vtep is not { } vtep)
        {
            return null;
        }

        List<string> commands = [];
        foreach (ExpectedRoute expected in node.Cluster.Routes.For(node.Node, remote, isIpv6, vtep.Parent).Where(static e => e.Device is not null))
        {
            bool isThere = node.Tables.TryGetRoute(expected.Destination, out RouteRecord found);
            if (isThere && RouteCheck.WhatIsWrong(expected, found) is null)
            {
                continue;
            }

            // IPv6 refuses a gateway to which another route leads, and that is the wrong one (ip6_route_check_nh_onlink).
            if (isThere && isIpv6)
            {
                commands.Add($"ip -6 route del {expected.Destination}");
            }

            commands.Add(Replace(expected, vtep, node.Model.Release));
        }

        return ByHand(commands);
    }

    /// <summary>Sentence and commands, which are the sentence's end so that they can be copied.</summary>
    public static string? ByHand(IReadOnlyList<string> commands) => commands.Count == 0 ? null
        : commands.Count <= Most ? $"by hand: {string.Join("; ", commands)}" : $"by hand, the first {Most} of {commands.Count}: {string.Join("; ", commands.Take(Most))}";

    /// <summary>ip, with -6 where it is not told by the address alone.</summary>
    public static string Ip(NetAddress address) => address.IsIpv4 ? "ip" : "ip -6";

    private static string Replace(in ExpectedRoute route, ExpectedVtep vtep, CalicoRelease release)
    {
        string ip = Ip(route.Destination.Address);

        // Since 3.31 routes carry the MTU.
        string mtu = release.IsAtLeast(3, 31) && vtep.Mtu is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" mtu {bytes.Bytes}") : "";
        return route.Kind switch
        {
            RouteKind.SameSubnet => $"{ip} route replace {route.Destination} via {route.Gateway} dev {ShellWord.Quote(route.Device!)} proto 80 onlink",
            RouteKind.TunnelAddress => $"{ip} route replace {route.Destination} dev {ShellWord.Quote(route.Device!)} scope link{mtu}",
            _ => $"{ip} route replace {route.Destination} via {route.Gateway} dev {ShellWord.Quote(route.Device!)} onlink{mtu}",
        };
    }
}
