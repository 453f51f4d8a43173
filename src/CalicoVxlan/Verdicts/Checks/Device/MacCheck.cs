using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device's MAC.</summary>
internal sealed class MacCheck : DeviceCheck
{
    public override string Id => "Device.Mac";

    public override string Title => "The device has the MAC that peers send to";

    public override string Why => "udev and systemd change MACs of new devices; Felix up to 3.29 does not look again.";

    public override string Impact => "Frames for this node are counted as received and dropped: their inner MAC is nobody's.";

    public override string Reference => "felix/calc/vxlan_resolver.go; projectcalico/calico#8924";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        Compare(target, family.Device, "MAC", link.Mac.ToString(), expected.Mac.ToString(), family.MacText is null ? " from the node's name" : " from the node's annotation",
            $"ip link set {family.Device} address {expected.Mac}; keep udev away from it by a .link file with MACAddressPolicy=none.", $"ip link show {family.Device}");
}
