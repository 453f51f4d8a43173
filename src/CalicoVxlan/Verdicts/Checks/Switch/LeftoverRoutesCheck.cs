using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>No route of BIRD's, and none on tunl0, for a pool that is VXLAN.</summary>
internal sealed class LeftoverRoutesCheck : NodeCheck
{
    public override string Id => "Switch.LeftoverRoutes";

    public override string Title => "No routes of BIRD or on tunl0 are left";

    public override string Reads => "nodes' routes; IPPools";

    public override string Why => "BIRD's routes outlive it (persist); up to Calico 3.27 such a route keeps the VXLAN route out for ever.";

    public override string Impact => "Packets to that block leave the node unencapsulated or through IPIP, and are lost.";

    public override string Reference => "projectcalico/calico#4022, #3672; felix/routetable";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows)
        {
            yield return Skip(node.Name, "a Windows node");
            yield break;
        }

        if (node.Tables.Answers.Routes is not { } routes)
        {
            yield return Unknown(node.Name, "the node's routes");
            yield break;
        }

        RouteRecord[] left =
        [
            .. routes.Where(r => r.Table == "main" && (r.Protocol == "bird" || r.Device == "tunl0")
                && node.Model.Blocks.PoolOf(r.Destination) is { VxlanMode: not EncapsulationMode.Never }),
        ];
        if (left.Length == 0)
        {
            yield return Pass(node.Name, "none", "ip route on the node");
            yield break;
        }

        bool wins = left.Any(r => node.Tables.TryGetRoute(r.Destination, out RouteRecord best) && best == r);
        string text = string.Join("; ", left.Take(4).Select(static r => $"{r.Destination} {(r.Gateway is { } g ? $"via {g} " : "")}{(r.Device is { } d ? $"dev {d} " : "")}proto {r.Protocol}"));
        Finding finding = new()
        {
            Expected = "none", Actual = text, Evidence = "ip route show table all on the node",
            Remedy = "Delete them, and Felix programs its own within 90 seconds; "
                + RouteCommands.ByHand([.. left.Select(static r => $"ip route del {r.Destination}{(r.Device is { } device ? $" dev {ShellWord.Quote(device)}" : "")} proto {ShellWord.Quote(r.Protocol)}")]),
            Command = "ip route show proto bird; ip route show dev tunl0",
            Impact = wins ? null : "None while Felix' route with the lower metric is there.",
        };
        string reason = $"{left.Length} route{(left.Length == 1 ? "" : "s")} of BIRD or on tunl0: {text}";
        yield return wins ? Fail(node.Name, reason, finding) : Warn(node.Name, reason, finding);
    }
}
