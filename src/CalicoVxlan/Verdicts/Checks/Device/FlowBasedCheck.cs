using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>Flow-based with eBPF from 3.31, and only then.</summary>
internal sealed class FlowBasedCheck : DeviceCheck
{
    public override string Id => "Device.FlowBased";

    public override string Title => "The device is flow-based exactly with the eBPF dataplane";

    public override string Why => "After a change of the dataplane the old device may be left.";

    public override string Impact => "Felix and the device disagree about where VNI and destination come from.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        Compare(target, family.Device, "is", vxlan.External ? "flow-based" : "with a VNI of its own", expected.IsFlowBased ? "flow-based" : "with a VNI of its own", "", Recreate(family.Device), $"ip -d link show {family.Device}");
}
