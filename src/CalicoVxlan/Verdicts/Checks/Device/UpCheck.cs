using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device is up.</summary>
internal sealed class UpCheck : DeviceCheck
{
    public override string Id => "Device.Up";

    public override string Title => "The VXLAN device is up";

    public override string Why => "A device that is set down loses its routes at once; NetworkManager and people do that.";

    public override string Impact => "The kernel has dropped the device's routes: pods' packets leave bare or not at all.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        link.IsUp ? Pass(target, "up", "ip link on the node")
            : Fail(target, $"{node.Name}: {family.Device} is down", new Finding
            {
                Expected = "up", Actual = "down", Evidence = "ip link on the node", Remedy = $"Find who set it down (nmcli device, networkctl); Felix then brings back its entries and routes; by hand: ip link set {family.Device} up", Command = $"ip link show {family.Device}",
            });
}
