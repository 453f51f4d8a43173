using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The tunnel address is on the device, alone.</summary>
internal sealed class AddressCheck : DeviceCheck
{
    public override string Id => "Device.Address";

    public override string Title => "The device has the tunnel address, and no other";

    public override string Reads => "nodes' addresses; Node annotations";

    public override string Why => "What the node itself sends to pods has this source; peers route it back.";

    public override string Impact => "The node's own connections to remote pods are not answered.";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan)
    {
        if (node.Tables.Answers.Addresses is not { } addresses)
        {
            return Unknown(target, "the node's addresses");
        }

        NetAddress[] found = [.. addresses.Where(a => a.Interface == family.Device && a.Scope != "link" && a.Address.IsIpv4 != family.IsIpv6).Select(static a => a.Address.Address)];
        return expected.IsFlowBased && found.Length == 0 ? Skip(target, "flow-based: the address is on it only if bpfOverlayHostSourceIP says so")
            : Compare(target, family.Device, "address", found.Length == 0 ? null : string.Join(", ", found), expected.TunnelAddress.ToString(), $" from annotation projectcalico.org/{family.TunnelAnnotation}",
                $"ip address add {expected.TunnelAddress}/{(family.IsIpv6 ? 128 : 32)} dev {family.Device}; Felix does it itself within 10 seconds when it runs.", $"ip address show dev {family.Device}");
    }
}
