using System.Globalization;
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
        (NodeFamily Family, ExpectedVtep Vtep)[] devices = [.. node.Families().Where(static f => f.Forecast.Vtep is not null).Select(static f => (f.Family, f.Forecast.Vtep!))];
        if (node.Node.IsWindows || devices.Length == 0)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Forecast(false).Reason ?? "no VTEP is expected");
            yield break;
        }

        List<string> fits = [];
        foreach ((NodeFamily family, ExpectedVtep vtep) in devices)
        {
            (string field, string variable) = family.IsIpv6 ? ("vxlanMTUV6", "FELIX_VXLANMTUV6") : ("vxlanMTU", "FELIX_VXLANMTU");
            int given = node.Settings.Mtu(field, variable);
            if (given == 0)
            {
                fits.Add($"{family.Device} computed from the card");
                continue;
            }

            // What carries VXLAN here: the parent's MTU, where it is known; else the smallest of the host's.
            int? card = vtep.Parent is { } parent && node.Tables.Link(parent) is { } link ? link.Mtu : HostMtu.Of(node.Tables, node.Settings)?.Mtu;
            int overhead = ExpectedMtu.Overhead(family.IsIpv6);
            string source = node.Settings.SourceOf(field, variable);
            if (card is not { } room)
            {
                yield return Unknown(node.Name, "the node's links");
            }
            else if (given + overhead > room)
            {
                yield return Fail(node.Name, $"{source} is {given}; with {overhead} bytes of tunnel it is {given + overhead - room} bytes more than the {room} of {node.Name}'s {vtep.Parent ?? "card"}", new Finding
                {
                    Expected = $"at most {room - overhead}", Actual = given.ToString(CultureInfo.InvariantCulture), Evidence = source,
                    Remedy = $"Set veth_mtu (or Installation spec.calicoNetwork.mtu) to 0 for automatic, or to the smallest card's MTU less {overhead}; then restart the pods.",
                    Command = "ip link show; kubectl -n kube-system get configmap calico-config -o jsonpath='{.data.veth_mtu}'",
                });
            }
            else
            {
                fits.Add($"{given} + {overhead} of {room}");
            }
        }

        if (fits.Count == devices.Length)
        {
            yield return Pass(node.Name, string.Join(", ", fits), node.Settings.SourceOf("vxlanMTU", "FELIX_VXLANMTU"));
        }
    }
}
