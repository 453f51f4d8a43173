using System.Globalization;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device's UDP port.</summary>
internal sealed class PortCheck : DeviceCheck
{
    public override string Id => "Device.Port";

    public override string Title => "The device has the configured UDP port";

    public override string Why => "Peers send to their own port; nobody listens on another.";

    public override string Impact => "The node answers frames with ICMP port unreachable (UdpNoPorts counts them).";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan) =>
        expected.Port is null ? Unknown(target, "the FelixConfigurations, or DaemonSet calico-node: vxlanPort may be set there")
            : Compare(target, family.Device, "port", vxlan.Port.ToString(CultureInfo.InvariantCulture), expected.Port?.ToString(CultureInfo.InvariantCulture),
            " from " + node.Settings.SourceOf("vxlanPort", "FELIX_VXLANPORT"), Recreate(family.Device), $"ip -d link show {family.Device}");
}
