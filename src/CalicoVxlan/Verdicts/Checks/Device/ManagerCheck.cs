using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>No program of the host manages Calico's interfaces.</summary>
internal sealed class ManagerCheck : DeviceCheck
{
    private const string Place = "/run/NetworkManager/devices and /run/systemd/netif/links on the node";

    public override string Id => "Device.Manager";

    public override string Title => "NetworkManager and networkd leave Calico's interfaces alone";

    public override string Reads => "nodes' managers; nodes' links; Node annotations";

    public override string Why => "A program that manages an interface puts its routes, addresses and state back to what it knows of, and it knows nothing of Calico's.";

    public override string Impact => "Routes vanish, or the device goes down, until Felix puts them back, at the latest after 90 seconds: traffic to other nodes stops again and again.";

    public override string Reference => "projectcalico/calico#3271, #2471; kubernetes-sigs/kubespray#7037";

    protected override CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan)
    {
        // It takes the machine's own /run: calico-node's container has another. Then nothing is wrong, and nothing is missing that could be had there.
        if (node.Tables.Answers.Managers is not { Count: > 0 } notes)
        {
            return Skip(target, node.Tables.Answers.Managers is null
                ? "the evidence does not tell who manages the node's interfaces (managers.txt)"
                : "who manages the node's interfaces can't be seen from where it was asked; -NodeCommand 'ssh {node}' as root shows it");
        }

        ManagerRecord[] managing = [.. notes.Where(n => n.IsManaging && (n.Interface == family.Device || (!family.IsIpv6 && n.Interface != CalicoNames.Device6)))];
        if (managing.Length == 0)
        {
            return Pass(target, "unmanaged", Place);
        }

        ManagerRecord first = managing.FirstOrDefault(n => n.Interface == family.Device) ?? managing[0];
        string[] others = [.. managing.Select(static m => m.Interface!).Distinct().Where(i => i != first.Interface)];
        string more = others.Length == 0 ? "" : $" and {others.Length} more of Calico's interfaces";
        string origin = first.Origin is null ? "" : first.Manager == ManagerRecord.Networkd ? $", by {first.Origin}" : $", connection {first.Origin}";
        bool isNetworkd = first.Manager == ManagerRecord.Networkd;
        return Warn(target, $"{node.Name}: {first.Manager} manages {first.Interface}{more}{origin}", new Finding
        {
            Expected = "unmanaged", Actual = $"{first.Manager}: {(isNetworkd ? first.State : "managed")}", Evidence = Place,
            Remedy = isNetworkd ? NetworkdRemedy : NetworkManagerRemedy, Command = isNetworkd ? $"networkctl status {ShellWord.Operand(first.Interface!)}" : "nmcli device status",
        });
    }

    private const string NetworkManagerRemedy = "Write /etc/NetworkManager/conf.d/calico.conf: [keyfile], and in the next line unmanaged-devices="
        + "interface-name:cali*;interface-name:tunl*;interface-name:vxlan.calico;interface-name:vxlan-v6.calico;interface-name:wireguard.cali;interface-name:wg-v6.cali; then systemctl reload NetworkManager.";

    private const string NetworkdRemedy = "Write /etc/systemd/network/05-calico.network, first by name of the files that match: [Match], Name=cali* tunl* vxlan.calico vxlan-v6.calico wireguard.cali wg-v6.cali, "
        + "[Link], Unmanaged=yes, a line each; then networkctl reload.";
}
