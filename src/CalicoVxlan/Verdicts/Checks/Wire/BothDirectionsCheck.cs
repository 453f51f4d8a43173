using CalicoVxlan.Common;
using CalicoVxlan.Flows;

namespace CalicoVxlan.Verdicts.Checks.Wire;

/// <summary>Where one node's VTEP sends to another's, the other answers the same way.</summary>
internal sealed class BothDirectionsCheck : WireCheck
{
    public override string Id => "Wire.BothDirections";

    public override string Title => "Both directions between two nodes are encapsulated";

    public override string Why => "Masks that differ, or a route that is missing on one side, encapsulate one direction only.";

    public override string Impact => "Filters and NAT that see only one direction drop the other.";

    protected override IEnumerable<CheckResult> Judge(CheckContext context, IReadOnlyList<VxlanFlow> flows)
    {
        HashSet<(string, string)> seen = [.. flows.Where(static f => f is { Vni: not null, SourceVtep: not null, DestinationVtep: not null }).Select(static f => (f.SourceVtep!, f.DestinationVtep!))];
        (string From, string To)[] single = [.. seen.Where(p => !seen.Contains((p.Item2, p.Item1)))];
        yield return seen.Count == 0 ? Unknown(Cluster, "encapsulated traffic: the capture saw none")
            : single.Length == 0 ? Pass(Cluster, $"{seen.Count / 2} pairs", "frames")
            : Warn(Cluster, $"{single[0].From} sends to {single[0].To}, and nothing comes back encapsulated", new Finding
            {
                Expected = "both directions", Actual = $"{single[0].From} to {single[0].To} only", Evidence = "frames", Remedy = "Look at Peer.Route of the node that does not answer, and at Address.Mask.", Command = $"tcpdump -ni eth0 udp port 4789 and host {ShellWord.Quote(single[0].To)}",
            });
    }
}
