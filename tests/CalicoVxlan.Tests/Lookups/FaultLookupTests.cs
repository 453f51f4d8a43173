using System.Security.Cryptography;
using CalicoVxlan.Lab;
using CalicoVxlan.Lookups;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Lookups;

/// <summary>VTEP tables of broken labs name the fault that was set, and nothing else.</summary>
public sealed class FaultLookupTests : IDisposable
{
    private readonly string name = "f" + RandomNumberGenerator.GetHexString(5, lowercase: true);

    // Fault, what the table of peers says of node2 (the pair, and the entries that are not Present), what the table of devices says.
    private static readonly (string Fault, string Pair, string Entries, string? Device)[] Faults =
    [
        ("MissingFdbEntry", "node2 > node1", "Fdb Missing", null),
        ("MissingNeighbour", "node2 > node1", "Neighbour Missing", null),
        ("DeadFdbDestination", "node2 > node1", "Fdb Wrong", null),
        ("MissingBlockRoute", "node2 > node1", "Route Missing", null),
        ("VniMismatch", "", "", "VNI 4097, expected 4096"),
        ("PortMismatch", "", "", "port 4790, expected 4789"),
        ("DeviceDown", "node2 > node1; node2 > node3", "Neighbour Missing, Route Missing", "is down"),
        ("MissingDevice", "node2 > node1; node2 > node3", "Neighbour Missing, Fdb Missing, Route Missing", "vxlan.calico is missing"),
    ];

    [Fact]
    public void Each_fault_is_named_and_no_other()
    {
        NetworkNamespaces.NeedRoot();
        Tools.Need("nft");
        CalicoLab lab = CalicoLab.New(new CalicoLabOptions { Name = name, NodeCount = 3, PodsPerNode = 1 }, cancellation: TestContext.Current.CancellationToken);
        foreach ((string fault, string pair, string entries, string? device) in Faults)
        {
            lab = lab.SetFault(fault, "node2", CalicoLab.AllFaults.First(f => f.Name == fault).Scope == LabFaultScope.Node ? null : "node1");
            ClusterModel model = ClusterModel.Of(LabEvidence.Take(lab));
            PeerTable peers = new(model);
            CalicoVtepPeer[] rows = [.. model.NodeNames.SelectMany(n => peers.Of(n)).Where(static r => r.Problem is not null)];
            Assert.Equal(pair, string.Join("; ", rows.Select(static r => $"{r.Node} > {r.Peer}")));
            Assert.All(rows, r => Assert.Equal(entries, Entries(r)));

            CalicoVtep[] devices = [.. model.NodeNames.SelectMany(n => VtepTable.Of(model, n)).Where(static r => r.Problem is not null)];
            Assert.Equal(device is null ? 0 : 1, devices.Length);
            Assert.All(devices, d => Assert.Contains(device!, d.Problem, StringComparison.Ordinal));
            lab = lab.ClearFault();
        }
    }

    public void Dispose()
    {
        if (CalicoLab.Names().Contains(name))
        {
            CalicoLab.Remove(name);
        }
    }

    private static string Entries(CalicoVtepPeer row)
    {
        (string, PeerEntryState)[] all = [("Neighbour", row.Neighbour), ("Fdb", row.Fdb), ("Route", row.Route)];
        return string.Join(", ", all.Where(static e => e.Item2 != PeerEntryState.Present).Select(static e => $"{e.Item1} {e.Item2}"));
    }
}
