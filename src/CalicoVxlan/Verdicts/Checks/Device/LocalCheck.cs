using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device's outer source address.</summary>
internal sealed class LocalCheck : DeviceCheck
{
    public override string Id => "Device.Local";

    public override string Title => "The device sends from the node's address";

    public override string Why => "Peers accept VXLAN only from addresses of the cluster's nodes.";

    public override string Impact => "Peers drop this node's frames, or the kernel can't send them (tx_carrier_errors).";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        expected.IsFlowBased ? Skip(target, "flow-based: the address comes with each packet")
            : Compare(target, family.Device, "local", vxlan.Local?.ToString(), expected.Local?.ToString(), $" from annotation projectcalico.org/{family.AddressAnnotation}",
                "Restart calico-node on the node if the annotation is right; correct the annotation's source (IP_AUTODETECTION_METHOD) if the device is.", $"ip -d link show {family.Device}");
}
