using CalicoVxlan.Evidence;
using CalicoVxlan.Flows;
using CalicoVxlan.Model;
using CalicoVxlan.Tests.Lab;
using CalicoVxlan.Tests.Lab.Signatures;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>Faults that no table of a node shows: frames, or counters of two snapshots with traffic between them, name them.</summary>
[Collection(nameof(SignatureCollection))]
public sealed class WireFaultTests(SignatureLabs labs)
{
    [Theory]
    [InlineData(null)]
    [InlineData("UdpBlocked", "Wire.BothDirections")]
    [InlineData("BrokenChecksum", "Host.Counters")]
    [InlineData("VniMismatch", "Device.Vni", "Wire.BothDirections", "Wire.Vni")]
    [InlineData("SmallUnderlayMtu", "Mtu.Device", "Mtu.Route", "Mtu.File", "Mtu.Pods", "Known.12432")]
    public void Packets_name_it(string? fault, params string[] expected)
    {
        SignatureLab lab = labs.Get(LabShape.Always);
        string[] named = fault is null ? Judge(lab) : lab.With(fault, "node1", fault == "VniMismatch" ? null : "node2", () => Judge(lab));
        Assert.Equal(expected.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static string[] Judge(SignatureLab lab)
    {
        using CalicoEvidence before = LabEvidence.Take(lab.Lab);
        Observation seen = lab.Observe(new SignatureTraffic(), []);
        using CalicoEvidence after = LabEvidence.Take(lab.Lab);
        ClusterModel model = ClusterModel.Of(after);
        FlowTable table = new(null, new ClusterNames(model));
        foreach (CalicoVxlan.Frames.VxlanFrame frame in seen.At(4))
        {
            table.Add(frame);
        }

        ModeTestOptions options = new() { Earlier = ClusterModel.Of(before), Flows = [.. table.GetFlows(FlowGrouping.Flow)] };
        return [.. ModeTest.Run(model, options).Where(static r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable)).Select(static r => r.Id).Distinct()];
    }
}
