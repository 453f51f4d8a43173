using System.Globalization;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device's VNI.</summary>
internal sealed class VniCheck : DeviceCheck
{
    public override string Id => "Device.Vni";

    public override string Title => "The device has the configured VNI";

    public override string Why => "A frame with another VNI is dropped without a word, an ICMP or a counter.";

    public override string Impact => "Frames from peers arrive at the node and vanish.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        expected.IsFlowBased ? Skip(target, "flow-based: the VNI comes with each packet")
            : expected.Vni is null ? Unknown(target, "the FelixConfigurations, or DaemonSet calico-node: vxlanVNI may be set there")
            : Compare(target, family.Device, "VNI", vxlan.Vni.ToString(CultureInfo.InvariantCulture), expected.Vni?.ToString(CultureInfo.InvariantCulture),
                " from " + node.Settings.SourceOf("vxlanVNI", "FELIX_VXLANVNI"), Recreate(family.Device), $"ip -d link show {family.Device}");
}
