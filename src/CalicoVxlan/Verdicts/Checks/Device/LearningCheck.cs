using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device does not learn, and has neither group nor default destination.</summary>
internal sealed class LearningCheck : DeviceCheck
{
    public override string Id => "Device.Learning";

    public override string Title => "The device does not learn from traffic";

    public override string Why => "Felix makes it nolearning; a device that learns was made by somebody else.";

    public override string Impact => "Anybody who can send VXLAN to the node can redirect traffic for a VTEP.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        vxlan.Learning || vxlan.Group is not null
            ? Warn(target, $"{node.Name}: {family.Device} {(vxlan.Learning ? "learns" : $"has the destination {vxlan.Group}")}, expected nolearning and no group", new Finding
            {
                Expected = "nolearning", Actual = vxlan.Learning ? "learning" : $"group {vxlan.Group}", Evidence = "ip -d link on the node", Remedy = Recreate(family.Device), Command = $"ip -d link show {family.Device}",
            })
            : Pass(target, "nolearning", "ip -d link on the node");
}
