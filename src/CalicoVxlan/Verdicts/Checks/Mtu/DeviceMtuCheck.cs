using System.Globalization;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;
using CalicoVxlan.Verdicts.Checks.Device;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>The device's MTU against what Felix determines.</summary>
internal sealed class DeviceMtuCheck : DeviceCheck
{
    public override string Id => "Mtu.Device";

    public override string Title => "The device's MTU leaves room for the tunnel's headers";

    public override string Why => "50 bytes (IPv6: 70) are added to each packet; Felix corrects the device, but not what it was told wrongly.";

    public override string Impact => "Large packets are fragmented or lost; small ones pass, so that only transfers hang.";

    public override string Reference => "felix/dataplane/linux/int_dataplane.go";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan)
    {
        if (expected.Mtu is not { } wanted)
        {
            return Skip(target, "the kernel's default is kept (eBPF)");
        }

        string text = link.Mtu.ToString(CultureInfo.InvariantCulture);
        return link.Mtu == wanted.Bytes ? Pass(target, text, "ip link on the node")
            : Fail(target, $"{node.Name}: {family.Device} MTU {link.Mtu}, expected {wanted}: {wanted.Beside(link.Mtu)}", new Finding
            {
                Expected = wanted.ToString(), Actual = text, Evidence = "ip link on the node", Remedy = $"ip link set {family.Device} mtu {wanted.Bytes}; Felix does so itself within 10 seconds when it runs.",
                Command = $"ip link show {family.Device}",
            });
    }
}
