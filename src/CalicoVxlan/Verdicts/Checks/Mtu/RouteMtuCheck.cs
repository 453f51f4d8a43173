using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

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
        ExpectedVtep[] devices = [.. node.Families().Select(static f => f.Forecast.Vtep).OfType<ExpectedVtep>().Where(static v => v.Mtu is not null)];
        if (devices.Length == 0)
        {
            yield return Undecided(node) ?? (node.Forecast(false).Vtep is not null && !node.Settings.IsBpf ? Unknown(node.Name, "the node's links")
                : Skip(node.Name, node.Forecast(false).Reason ?? "the kernel's default is kept"));
            yield break;
        }

        bool isRight = true;
        foreach (ExpectedVtep vtep in devices)
        {
            bool isIpv6 = vtep.Device == CalicoNames.Device6;
            ExpectedMtu wanted = vtep.Mtu!.Value;
            if (node.Tables.Routes(isIpv6) is not { } routes)
            {
                isRight = false;
                yield return Unknown(node.Name, isIpv6 ? "the node's IPv6 routes" : "the node's routes");
                continue;
            }

            RouteRecord[] wrong = [.. routes.Where(r => r.Device == vtep.Device && r.Mtu != 0 && r.Mtu != wanted.Bytes)];
            if (wrong.Length > 0)
            {
                isRight = false;
                string more = wrong.Length > 1 ? $"; and {wrong.Length - 1} more routes" : "";
                yield return Warn(node.Name, $"{node.Name}: route {wrong[0].Destination} dev {vtep.Device} mtu {wrong[0].Mtu}, expected {wanted}: {wanted.Beside(wrong[0].Mtu)}{more}", new Finding
                {
                    Expected = $"mtu {wanted.Bytes}, or none", Actual = $"mtu {wrong[0].Mtu}", Evidence = "ip route on the node", Remedy = "Felix sets it anew within 90 seconds when it runs.",
                    Command = $"{(isIpv6 ? "ip -6" : "ip")} route show dev {vtep.Device}",
                });
            }
        }

        if (isRight)
        {
            yield return Pass(node.Name, $"none but {string.Join(", ", devices.Select(static v => v.Mtu!.Value.Bytes))}", "ip route on the node");
        }
    }
}
