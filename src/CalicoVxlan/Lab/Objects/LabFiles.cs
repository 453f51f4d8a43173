using System.Text.Json.Nodes;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab.Objects;

/// <summary>Writes a lab's Kubernetes objects and its nodes' files, from the state that its kernels were programmed from.</summary>
internal static class LabFiles
{
    public static void Write(LabState state, string folder, DateTimeOffset created)
    {
        string cluster = Path.Combine(folder, "cluster");
        _ = Directory.CreateDirectory(cluster);
        foreach ((string plural, IEnumerable<JsonObject> items) in Objects(state, created))
        {
            LabStore.WriteFile(Path.Combine(cluster, plural + ".json"), KubernetesJson.List(items));
        }

        foreach (NodeState node in state.Nodes)
        {
            RuntimeFiles.Write(state.Plan, node, Path.Combine(folder, "nodes", node.Name, "root"), created);
        }
    }

    /// <summary>The objects by their plural, in the names of a snapshot.</summary>
    public static IEnumerable<(string Plural, IEnumerable<JsonObject> Items)> Objects(LabState state, DateTimeOffset created)
    {
        NodeObjects nodes = new(state, created);
        IpamObjects ipam = new(state, created);
        InstallObjects install = new(state, created);
        return
        [
            ("nodes", nodes.Nodes()),
            ("pods", nodes.Pods()),
            ("ippools", ipam.Pools()),
            ("blockaffinities", ipam.Affinities()),
            ("ipamblocks", ipam.Blocks()),
            ("felixconfigurations", install.FelixConfigurations()),
            ("clusterinformations", install.ClusterInformations()),
            ("installations", install.Installations()),
            ("bgppeers", []),
            ("daemonsets", install.DaemonSets()),
            ("configmaps", install.ConfigMaps()),
            ("networkpolicies", []),
            ("caliconetworkpolicies", []),
            ("globalnetworkpolicies", []),
            ("networksets", []),
            ("globalnetworksets", [PolicyObjects.NodeTunnels(state, created)]),
        ];
    }
}
