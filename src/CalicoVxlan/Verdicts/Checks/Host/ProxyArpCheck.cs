using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>Proxy ARP and forwarding on the pods' host interfaces.</summary>
internal sealed class ProxyArpCheck : SysctlCheck
{
    public override string Id => "Host.ProxyArp";

    public override string Title => "The node answers its pods' ARP and forwards for them";

    public override string Reads => "nodes' sysctls; pods";

    public override string Why => "Pods ask for 169.254.1.1; only proxy ARP on the cali interface answers.";

    public override string Impact => "The pod reaches nothing.";

    protected override IEnumerable<CheckResult> Judge(NodeContext node, IReadOnlyDictionary<string, string> settings)
    {
        if (node.Model.Objects.Pods is null)
        {
            yield return Unknown(node.Name, "the pods");
            yield break;
        }

        List<string> wrong = [];
        int seen = 0;
        foreach (PodObject pod in node.Model.PodsOn(node.Name).Where(static p => p is { IsHostNetwork: false, Phase: "Running" }))
        {
            string name = CalicoNames.Veth(pod.Namespace, pod.Name, node.Settings.InterfacePrefix);
            foreach (string setting in (string[])["proxy_arp", "forwarding"])
            {
                if (settings.TryGetValue($"net.ipv4.conf.{name}.{setting}", out string? value))
                {
                    seen++;
                    if (value != "1")
                    {
                        wrong.Add($"net.ipv4.conf.{name}.{setting} is {value} ({pod.Namespace}/{pod.Name})");
                    }
                }
            }
        }

        yield return wrong.Count > 0 ? Fail(node.Name, $"{node.Name}: {string.Join("; ", wrong.Take(4))}", new Finding
            {
                Expected = "1", Actual = wrong[0], Evidence = "sysctl on the node", Remedy = "Restart calico-node on the node: it sets them anew.", Command = "sysctl -a | grep -E 'cali.*(proxy_arp|\\.forwarding)'",
            })
            : seen == 0 ? Skip(node.Name, "no pod's interface is in the sysctls") : Pass(node.Name, $"{seen} settings", "sysctl on the node");
    }
}
