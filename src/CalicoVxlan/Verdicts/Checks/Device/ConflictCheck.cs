using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>No other VXLAN device on the port or with the VNI.</summary>
internal sealed class ConflictCheck : NodeCheck
{
    public override string Id => "Device.Conflict";

    public override string Title => "No other VXLAN device uses the port";

    public override string Reads => "nodes' links; FelixConfigurations";

    public override string Why => "flannel, Docker swarm, Antrea and virtual machines use VXLAN too; Calico's firewall rule drops their frames on its port.";

    public override string Impact => "vxlan.calico can't be made, or the other's frames are dropped.";

    public override string Reference => "projectcalico/calico#6752; drivers/net/vxlan";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Forecast(false) is { Vtep: null, IsFault: false })
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "no VTEP is expected");
            yield break;
        }

        if (node.Tables.Answers.Links is not { } links)
        {
            yield return Unknown(node.Name, "the node's links");
            yield break;
        }

        ExpectedVtep? expected = node.Forecast(false).Vtep;
        int port = expected?.Port ?? node.Settings.Port;
        LinkRecord? other = links.FirstOrDefault(l => l.Vxlan is { } x && l.Name is not ("vxlan.calico" or "vxlan-v6.calico") && x.Port == port);
        yield return other is null ? Pass(node.Name, "none", "ip -d link on the node")
            : Warn(node.Name, $"{other.Name} is a VXLAN device on port {port} too, VNI {other.Vxlan!.Vni}", new Finding
            {
                Expected = $"only Calico on UDP port {port}", Actual = other.Name, Evidence = "ip -d link on the node", Remedy = "Give one of them another port: FelixConfiguration default spec.vxlanPort, on all nodes at once.", Command = "ip -d link show type vxlan",
            });
    }
}
