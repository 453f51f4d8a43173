using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The device is there exactly when the node has a valid VTEP.</summary>
internal sealed class PresentCheck : NodeCheck
{
    public override string Id => "Device.Present";

    public override string Title => "The VXLAN device is there exactly when it is to be";

    public override string Reads => "nodes' links; Node annotations; FelixConfigurations; IPPools";

    public override string Why => "Felix reports Ready without it; and one that is left over does not prove a valid VTEP.";

    public override string Impact => "No VXLAN to or from this node.";

    public override string Reference => "felix/dataplane/linux/route_mgr.go; projectcalico/calico#7757, #6310";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            NodeFamily family = node.Node.Family(isIpv6);
            VtepForecast forecast = node.Forecast(isIpv6);
            LinkRecord? link = node.Tables.Link(family.Device);
            bool isWanted = forecast.Vtep is not null || forecast.IsFault;
            if (isIpv6 && (forecast.Unknown is not null || (!isWanted && link is null)))
            {
                continue;
            }

            string target = isIpv6 ? $"{node.Name} {family.Device}" : node.Name;
            yield return node.Node.IsWindows ? Skip(target, "a Windows node")
                : forecast.Unknown is { } missing ? Unknown(target, missing)
                : !node.Tables.HasLinks ? Unknown(target, "the node's links")
                : link is null && isWanted ? Fail(target, $"{node.Name} has no {family.Device}{(forecast.Reason is null ? "" : ": " + forecast.Reason)}", Missing(node, family, forecast))
                : link is not null && !isWanted ? Warn(target, $"{family.Device} is left over: {forecast.Reason}", Left(family.Device))
                : link is { Vxlan: null } ? Fail(target, $"{family.Device} is no vxlan device but {link.Kind ?? "a plain one"}", Missing(node, family, forecast))
                : link is not null && forecast.IsFault ? Warn(target, $"{family.Device} is left over: {forecast.Reason}", Left(family.Device))
                : link is null ? Skip(target, forecast.Reason ?? "no VTEP is expected")
                : Pass(target, family.Device, "ip link on the node");
        }
    }

    private static Finding Missing(NodeContext node, NodeFamily family, VtepForecast forecast) => new()
    {
        Expected = family.Device, Actual = "missing", Evidence = "ip link on the node",
        Remedy = forecast.IsFault
            ? $"See to the annotation first: {(family.IsIpv6 ? "IP6=autodetect and IP6_AUTODETECTION_METHOD" : "IP_AUTODETECTION_METHOD")} of calico-node for the address, a pool that serves the node for the tunnel address; then Felix makes the device."
            : "Look into calico-node's log on the node for 'Failed to configure tunnel device' and 'Failed to find parent device'; load the kernel module vxlan (modprobe vxlan).",
        Command = $"ip -d link show {family.Device}; kubectl -n {ShellWord.Quote(node.Cluster.DaemonSet?.Namespace ?? "kube-system")} logs -l k8s-app=calico-node -c calico-node --tail=500 --prefix | grep -iE 'tunnel|parent device'",
    };

    private static Finding Left(string device) => new()
    {
        Expected = "no device", Actual = device, Evidence = "ip link on the node", Impact = "Peers have withdrawn this VTEP; what is sent through it is not answered.",
        Remedy = "Give the node its annotations back (restart calico-node), or delete the device.", Command = $"ip -d link show {device}",
    };
}
