using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>A configured MTU fits the node's network card.</summary>
internal sealed class BudgetCheck : NodeCheck
{
    public override string Id => "Mtu.Budget";

    public override string Title => "The configured MTU fits the node's network card";

    public override string Reads => "nodes' links; FelixConfigurations; DaemonSet calico-node's env; ConfigMap calico-config; Installation";

    public override string Why => "A configured value holds for all nodes, and the card with the smallest MTU decides; Felix only logs a warning.";

    public override string Impact => "Full-size packets don't fit the underlay: the outer packet is fragmented, or lost where fragments are dropped.";

    public override string Reference => "felix/dataplane/linux/int_dataplane.go; projectcalico/calico#12432";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Forecast(false).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Forecast(false).Reason ?? "no VTEP is expected");
            yield break;
        }

        if (node.Settings.VxlanMtu == 0)
        {
            yield return Pass(node.Name, "computed from the card", "Felix' default");
            yield break;
        }

        // What carries VXLAN here: the parent's MTU, where it is known; else the smallest of the host's.
        int? card = node.Forecast(false).Vtep!.Parent is { } parent && node.Tables.Link(parent) is { } link ? link.Mtu : HostMtu.Of(node.Tables, node.Settings)?.Mtu;
        if (card is not { } room)
        {
            yield return Unknown(node.Name, "the node's links");
            yield break;
        }

        int over = node.Settings.VxlanMtu + CalicoNames.Overhead - room;
        string source = node.Settings.SourceOf("vxlanMTU", "FELIX_VXLANMTU");
        yield return over <= 0 ? Pass(node.Name, $"{node.Settings.VxlanMtu} + {CalicoNames.Overhead} of {room}", source)
            : Fail(node.Name, $"{source} is {node.Settings.VxlanMtu}; with {CalicoNames.Overhead} bytes of tunnel it is {over} bytes more than the {room} of {node.Name}'s card", new Finding
            {
                Expected = $"at most {room - CalicoNames.Overhead}", Actual = node.Settings.VxlanMtu.ToString(System.Globalization.CultureInfo.InvariantCulture), Evidence = source,
                Remedy = "Set veth_mtu (or Installation spec.calicoNetwork.mtu) to 0 for automatic, or to the smallest card's MTU less 50; then restart the pods.", Command = "ip link show; kubectl -n kube-system get configmap calico-config -o jsonpath='{.data.veth_mtu}'",
            });
    }
}
