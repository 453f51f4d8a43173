using System.Text.Json.Nodes;
using CalicoVxlan.Common;
using CalicoVxlan.Lab.State;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>What policies name addresses; nothing in a lab enforces them.</summary>
internal static class PolicyObjects
{
    /// <summary>The set that lets policies admit what the nodes themselves send to pods: each node's tunnel address.</summary>
    public static JsonObject NodeTunnels(LabState state, DateTimeOffset created) => Object(
        CalicoApi,
        "GlobalNetworkSet",
        Metadata("node-tunnels", created, null, null, new JsonObject { ["role"] = "node-tunnels" }),
        new JsonObject { ["nets"] = Strings(state.Nodes.SelectMany(Nets)) });

    private static IEnumerable<string> Nets(NodeState node)
    {
        NetAddress?[] addresses = [node.IsNamedByIpip ? node.IpipTunnel : node.Tunnel, node.Tunnel6];
        return addresses.OfType<NetAddress>().Select(static a => $"{a}/{(a.IsIpv4 ? 32 : 128)}");
    }
}
