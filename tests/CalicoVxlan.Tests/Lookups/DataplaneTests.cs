using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CalicoVxlan.Lab;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Tests.Verdicts;

namespace CalicoVxlan.Tests.Lookups;

/// <summary>Nodes that are not iptables or nftables on Linux: eBPF's flow-based device, Windows, WireGuard.</summary>
public sealed class DataplaneTests : IDisposable
{
    private readonly LabUnderTest lab = new(new CalicoLabOptions { Name = "d" + RandomNumberGenerator.GetHexString(5, lowercase: true), NodeCount = 3, PodsPerNode = 1, CalicoVersion = new Version(3, 31) });

    [Fact]
    public void A_flow_based_device_is_expected_with_eBPF_and_has_no_FDB()
    {
        CalicoLabNode node = lab.Lab.Nodes[0];
        ChangedObjects before = Changed(static o => o.Felix["spec"]!["bpfEnabled"] = true);
        Assert.Contains("expected flow-based", Assert.Single(VtepTable.Of(ClusterModel.Of(before.ToEvidence()), "node1")).Problem, StringComparison.Ordinal);

        // As Felix makes it: external, without VNI, local address and parent.
        string mac = node.VtepMac;
        Tools.Run("ip", "-n", node.Namespace, "link", "del", "vxlan.calico");
        Tools.Run("ip", "-n", node.Namespace, "link", "add", "vxlan.calico", "address", mac, "type", "vxlan", "external", "dstport", "4789");
        Tools.Run("ip", "-n", node.Namespace, "link", "set", "vxlan.calico", "up");
        Tools.Run("ip", "-n", node.Namespace, "addr", "add", node.TunnelAddress + "/32", "dev", "vxlan.calico");
        ClusterModel model = ClusterModel.Of(Changed(static o => o.Felix["spec"]!["bpfEnabled"] = true).ToEvidence());
        CalicoVtep vtep = Assert.Single(VtepTable.Of(model, "node1"));
        Assert.Null(vtep.Problem);
        Assert.Null(vtep.Vni);
        Assert.Null(vtep.ExpectedVni);
        Assert.All(new PeerTable(model).Of("node1"), static p => Assert.Equal(PeerEntryState.None, p.Fdb));
    }

    [Fact]
    public void A_Windows_node_is_a_row_out_of_the_datastore_and_a_peer_by_its_own_MAC()
    {
        ChangedObjects objects = Changed(static o =>
        {
            JsonNode node = o.Node(1);
            node["status"]!["nodeInfo"]!["operatingSystem"] = "windows";
            node["metadata"]!["annotations"]!["projectcalico.org/VXLANTunnelMACAddr"] = "00-15-5d-01-02-03";
        });
        ClusterModel model = ClusterModel.Of(objects.ToEvidence());
        CalicoVtep row = VtepTable.Of(model, "node2").First();
        Assert.Equal("00:15:5d:01:02:03", row.ExpectedMac);
        Assert.Equal(lab.Lab.Nodes[1].TunnelAddress, row.ExpectedTunnelAddress);

        // The Linux nodes of the lab still have the computed MAC for it.
        CalicoVtepPeer peer = new PeerTable(model).Of("node1").First(static p => p.Peer == "node2");
        Assert.Equal((PeerEntryState.Wrong, PeerEntryState.Missing), (peer.Neighbour, peer.Fdb));
        Assert.Contains("expected 00:15:5d:01:02:03", peer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WireGuard_leaves_the_VXLAN_entries_as_they_are()
    {
        ChangedObjects objects = Changed(static o =>
        {
            o.Felix["spec"]!["wireguardEnabled"] = true;
            o.Node(0)["metadata"]!["annotations"]!["projectcalico.org/WireguardPublicKey"] = "eGFtcGxlIHB1YmxpYyBrZXkgb2YgYSBsYWIgbm9kZSE=";
        });
        ClusterModel model = ClusterModel.Of(objects.ToEvidence());
        Assert.All(model.NodeNames.SelectMany(n => VtepTable.Of(model, n)), static r => Assert.Null(r.Problem));
        Assert.All(new PeerTable(model).Of("node1"), static p => Assert.Null(p.Problem));
    }

    [Fact]
    public void A_node_without_VTEP_is_named_by_every_other()
    {
        ChangedObjects objects = Changed(static o => o.Node(2)["metadata"]!["annotations"]!.AsObject().Remove("projectcalico.org/IPv4VXLANTunnelAddr"));
        ClusterModel model = ClusterModel.Of(objects.ToEvidence());
        Assert.Contains("node3 has no usable VTEP: IPv4VXLANTunnelAddr", new PeerTable(model).Of("node1").First(static p => p.Peer == "node3").Problem, StringComparison.Ordinal);
        Assert.Equal("Stale", VtepTable.Of(model, "node3").First().State);
    }

    public void Dispose() => lab.Dispose();

    private ChangedObjects Changed(Action<ChangedObjects> change)
    {
        ChangedObjects objects = new(LabEvidence.Take(lab.Lab));
        change(objects);
        return objects;
    }
}
