using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>Running pods whose MTU is larger than the tunnel's.</summary>
internal sealed class PodsCheck : NodeCheck
{
    public override string Id => "Mtu.Pods";

    public override string Title => "Running pods have an MTU that fits the tunnel";

    public override string Reads => "nodes' links; pods";

    public override string Why => "A pod keeps the MTU it was made with: after a switch from IPIP that is 1480, not 1450.";

    public override string Impact => "Large segments are fragmented, or answered with ICMP fragmentation needed; transfers stall where that is filtered.";

    public override string Reference => "cni-plugin/pkg/dataplane/linux/dataplane_linux.go; docs: MTU reaches new workloads only";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || !node.Tables.HasLinks || node.Model.Objects.Pods is null)
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, node.Tables.HasLinks ? "the pods" : "the node's links");
            yield break;
        }

        if (ExpectedMtu.OfPods(node.Model, node.Name, node.Tables) is not { } fits)
        {
            yield return Unknown(node.Name, node.Model.Objects.Pools is null ? "the IPPools" : "the host's MTU");
            yield break;
        }

        List<(string Pod, int Mtu)> large = [];
        int seen = 0;
        foreach (PodObject pod in node.Model.PodsOn(node.Name).Where(static p => p is { IsHostNetwork: false, Phase: "Running" }))
        {
            if (node.Tables.Link(CalicoNames.Veth(pod.Namespace, pod.Name, node.Settings.InterfacePrefix)) is LinkRecord link)
            {
                seen++;
                if (link.Mtu > fits.Bytes)
                {
                    large.Add(($"{pod.Namespace}/{pod.Name}", link.Mtu));
                }
            }
        }

        if (large.Count > 0)
        {
            string pods = string.Join(", ", large.Take(5).Select(p => $"{p.Pod} {p.Mtu} ({fits.Beside(p.Mtu)})")) + (large.Count > 5 ? " ..." : "");
            yield return Warn(node.Name, $"{large.Count} of {seen} pods on {node.Name} have an MTU above {fits}: {pods}", new Finding
            {
                Expected = $"at most {fits}", Actual = pods, Evidence = "ip link on the node", Remedy = "Restart these pods (kubectl rollout restart of what made them): new ones get the right MTU.", Command = "ip -o link show | grep cali",
            });
        }
        else
        {
            yield return seen == 0 ? Skip(node.Name, "no pod's interface was seen") : Pass(node.Name, $"{seen} pods at most {fits.Bytes}", "ip link on the node");
        }
    }
}
