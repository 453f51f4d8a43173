using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>/var/lib/calico/mtu, from which new pods take their MTU.</summary>
internal sealed class FileCheck : NodeCheck
{
    public override string Id => "Mtu.File";

    public override string Title => "New pods get the right MTU";

    public override string Reads => "nodes' /var/lib/calico/mtu; FelixConfigurations; nodes' links";

    public override string Why => "The CNI plugin reads the file when it makes a pod; a stale one spoils every new pod.";

    public override string Impact => "New pods send packets that don't fit the tunnel, or smaller ones than they could.";

    public override string Reference => "cni-plugin/internal/pkg/utils/utils.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows)
        {
            yield return Skip(node.Name, "a Windows node");
            yield break;
        }

        if (ExpectedMtu.OfPods(node.Model, node.Name, node.Tables) is not { } wanted)
        {
            yield return node.Model.Objects.Pools is null ? Unknown(node.Name, "the IPPools") : node.Tables.HasLinks ? Skip(node.Name, node.Forecast(false).Reason ?? "the kernel's default is kept") : Unknown(node.Name, "the node's links");
            yield break;
        }

        if (node.Tables.Answers.PodMtu is not { } found)
        {
            yield return Unknown(node.Name, "the node's /var/lib/calico/mtu");
            yield break;
        }

        yield return found == wanted.Bytes ? Pass(node.Name, found.ToString(System.Globalization.CultureInfo.InvariantCulture), "/var/lib/calico/mtu on the node")
            : Warn(node.Name, $"{node.Name}: /var/lib/calico/mtu is {found}, expected {wanted}: {wanted.Beside(found)}", new Finding
            {
                Expected = wanted.ToString(), Actual = found.ToString(System.Globalization.CultureInfo.InvariantCulture), Evidence = "/var/lib/calico/mtu on the node",
                Remedy = "Restart calico-node on the node: it writes the file when it starts.", Command = "cat /var/lib/calico/mtu",
            });
    }
}
