using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device's parent interface.</summary>
internal sealed class ParentCheck : DeviceCheck
{
    public override string Id => "Device.Parent";

    public override string Title => "The device is bound to the interface that has the node's address";

    public override string Why => "After a change of cards the device may still send through the old one.";

    public override string Impact => "Frames leave through the wrong network card, or not at all.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        expected.IsFlowBased ? Skip(target, "flow-based: bound to none")
            : node.Tables.Answers.Addresses is null ? Unknown(target, "the node's addresses")
            : Compare(target, family.Device, "parent", vxlan.Parent, expected.Parent, $", which has {expected.Local}", Recreate(family.Device), $"ip -d link show {family.Device}");
}
