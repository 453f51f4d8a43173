using CalicoVxlan.Evidence.Records;
using CalicoVxlan.Model;
using CalicoVxlan.Prediction;

namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>A check of the VXLAN device's attributes: one row a node and family, not applicable where the device can't be judged.</summary>
internal abstract class DeviceCheck : NodeCheck
{
    public override string Reads => "nodes' links; Node annotations; FelixConfigurations";

    public override string Reference => "felix/dataplane/linux/vxlan_mgr.go";

    public sealed override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        bool any = false;
        foreach ((NodeFamily family, VtepForecast forecast) in node.Families())
        {
            any = true;
            string target = Target(node, family);
            LinkRecord? link = node.Tables.Link(family.Device);
            yield return !node.Tables.HasLinks ? Unknown(target, "the node's links")
                : forecast.Vtep is not { } expected ? Skip(target, forecast.Reason!)
                : link?.Vxlan is not { } vxlan ? Skip(target, $"{family.Device} is missing")
                : Judge(node, target, family, expected, link, vxlan);
        }

        if (!any)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "no VTEP is expected");
        }
    }

    protected abstract CheckResult Judge(NodeContext node, string target, NodeFamily family, ExpectedVtep expected, LinkRecord link, VxlanAttributes vxlan);

    /// <summary>The node; for IPv6 with its device, so that both families of a node are told apart.</summary>
    protected static string Target(NodeContext node, NodeFamily family) => family.IsIpv6 ? $"{node.Name} {family.Device}" : node.Name;

    /// <summary>One attribute as found and as expected; null for one that is not determined.</summary>
    protected CheckResult Compare(string target, string device, string what, string? actual, string? expected, string from, string remedy, string command) =>
        expected is null ? Skip(target, $"{what} is not determined")
        : actual == expected ? Pass(target, actual, "ip -d link on the node")
        : Fail(target, $"{target.Split(' ')[0]}: {device} {what} {actual ?? "none"}, expected {expected}{from}", new Finding
        {
            Expected = expected, Actual = actual ?? "none", Evidence = "ip -d link on the node", Remedy = remedy, Command = command,
        });

    /// <summary>Felix makes the device anew within ten seconds once it is gone.</summary>
    protected static string Recreate(string device) => $"ip link del {device}; Felix makes it anew within 10 seconds. If the fault comes back, something else sets it.";
}
