using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Verdicts.Checks.Mtu;

/// <summary>The mtu of VXLAN routes, which Felix sets since 3.31.</summary>
internal sealed class RouteMtuCheck : NodeCheck
{
    public override string Id => "Mtu.Route";

    public override string Title => "Routes through VXLAN carry no other MTU";

    public override string Reads => "nodes' routes";

    public override string Why => "A route's mtu beats the device's.";

    public override string Impact => "The node sends larger or smaller packets through the tunnel than fit.";

    public override string Reference => "felix/dataplane/linux/vxlan_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Forecast(false).Vtep is not { Mtu: { } wanted } vtep)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "the kernel's default is kept");
            yield break;
        }

        if (node.Tables.Answers.Routes is not { } routes)
        {
            yield return Unknown(node.Name, "the node's routes");
            yield break;
        }

        RouteRecord[] wrong = [.. routes.Where(r => r.Device == vtep.Device && r.Mtu != 0 && r.Mtu != wanted)];
        yield return wrong.Length == 0 ? Pass(node.Name, $"none but {wanted}", "ip route on the node")
            : Warn(node.Name, $"{wrong.Length} routes on {vtep.Device} have another mtu: {wrong[0].Destination} mtu {wrong[0].Mtu}, expected {wanted}", new Finding
            {
                Expected = $"mtu {wanted}, or none", Actual = $"mtu {wrong[0].Mtu}", Evidence = "ip route on the node", Remedy = "Felix sets it anew within 90 seconds when it runs.", Command = $"ip route show dev {vtep.Device}",
            });
    }
}
