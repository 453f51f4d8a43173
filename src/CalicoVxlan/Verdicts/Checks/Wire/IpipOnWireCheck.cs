using CalicoVxlan.Flows;

namespace CalicoVxlan.Verdicts.Checks.Wire;

/// <summary>Nothing is encapsulated as IPIP any more.</summary>
internal sealed class IpipOnWireCheck : WireCheck
{
    public override string Id => "Wire.Ipip";

    public override string Title => "Nothing is encapsulated as IPIP any more";

    public override string Why => "A node that was left behind still sends IPIP, which the others no longer accept.";

    public override string Impact => "What is sent as IPIP is dropped by nodes in VXLAN mode.";

    protected override IEnumerable<CheckResult> Judge(CheckContext context, IReadOnlyList<VxlanFlow> flows)
    {
        VxlanFlow[] old = [.. flows.Where(static f => f is { Vni: null, SourceVtep: not null })];
        yield return old.Length == 0 ? Pass(Cluster, "none", "frames")
            : Fail(Cluster, $"{old.Length} flows are IPIP: {old[0].SourceVtep} to {old[0].DestinationVtep}", new Finding
            {
                Expected = "none", Actual = $"{old[0].SourceVtep} to {old[0].DestinationVtep}", Evidence = "frames", Remedy = "Look at Switch.LeftoverRoutes and Switch.Rollout of the sending node.", Command = "tcpdump -ni eth0 ip proto 4",
            });
    }
}
