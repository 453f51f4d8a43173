using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>Every running pod of the node has its route to its interface.</summary>
internal sealed class PodRouteCheck : NodeCheck
{
    public override string Id => "Peer.PodRoute";

    public override string Title => "The node routes each of its pods to the pod's interface";

    public override string Reads => "nodes' routes; pods";

    public override string Why => "The last step of the way; a wrong or missing route ends in the block's blackhole.";

    public override string Impact => "The pod is not reached from anywhere.";

    public override string Scope => "Pod";

    public override string Reference => "felix/dataplane/linux/endpoint_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Tables.Answers.Routes is null || node.Model.Objects.Pods is null)
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, node.Tables.Answers.Routes is null ? "the node's routes" : "the pods");
            yield break;
        }

        int right = 0;
        bool any = false;
        foreach (PodObject pod in node.Model.PodsOn(node.Name))
        {
            if (pod is not { IsHostNetwork: false, Phase: "Running", IsBeingDeleted: false })
            {
                continue;
            }

            string name = CalicoNames.Veth(pod.Namespace, pod.Name, node.Settings.InterfacePrefix);
            foreach (NetAddress address in pod.Addresses.Where(a => node.Tables.HasRoutes(!a.IsIpv4)))
            {
                bool found = node.Tables.TryGetRoute(new Cidr(address, address.IsIpv4 ? 32 : 128), out RouteRecord route);
                if (found && route.Device == name)
                {
                    right++;
                    continue;
                }

                any = true;
                yield return Fail($"{pod.Namespace}/{pod.Name}", $"{node.Name}: {(found ? $"the route to {address} leads to {route.Device ?? route.Type.ToString()}, expected {name}" : $"there is no route to {address} of pod {pod.Namespace}/{pod.Name}")}", new Finding
                {
                    Expected = $"{address} dev {name} scope link", Actual = found ? route.Device ?? route.Type.ToString() : "none", Evidence = "ip route on the node", 
                    Remedy = $"Felix adds it within 90 seconds when it runs; else delete the pod so that it is made anew, or by hand: {RouteCommands.Ip(address)} route replace {address} dev {ShellWord.Quote(name)} scope link",
                    Command = $"ip route get {address}",
                });
            }
        }

        if (!any)
        {
            yield return right == 0 ? Skip(node.Name, "no running pod has an address") : Pass(node.Name, $"{right} of {right}", "ip route on the node");
        }
    }
}
