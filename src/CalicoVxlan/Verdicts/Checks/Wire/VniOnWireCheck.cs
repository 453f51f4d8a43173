using CalicoVxlan.Flows;

namespace CalicoVxlan.Verdicts.Checks.Wire;

/// <summary>VNIs and VTEPs on the wire are the cluster's.</summary>
internal sealed class VniOnWireCheck : WireCheck
{
    private const int EbpfNodePort = 0xCA11C0;

    public override string Id => "Wire.Vni";

    public override string Title => "VNIs and VTEPs on the wire are the cluster's";

    public override string Why => "Another cluster on the same port, or a node with other settings, shows here first.";

    public override string Impact => "Frames with another VNI, or from a VTEP that is no node, are dropped.";

    protected override IEnumerable<CheckResult> Judge(CheckContext context, IReadOnlyList<VxlanFlow> flows)
    {
        HashSet<int> vnis = [.. context.Model.Nodes.Select(n => context.Model.Settings(n.Name).Vni)];
        HashSet<string> nodes = [.. context.Model.Nodes.SelectMany(static n => (string?[])[n.V4.Address?.Address.ToString(), n.V6.Address?.Address.ToString()]).OfType<string>()];
        string[] wrong =
        [
            .. flows.Where(f => f.Vni is { } vni && vni != EbpfNodePort && !vnis.Contains(vni)).Select(static f => $"VNI {f.Vni}")
                .Concat(flows.Where(static f => f.Vni is not null).SelectMany(static f => (string?[])[f.SourceVtep, f.DestinationVtep]).OfType<string>().Where(v => !nodes.Contains(v)).Select(static v => $"VTEP {v}")).Distinct(),
        ];
        yield return wrong.Length == 0
            ? flows.Any(static f => f.Vni is not null) ? Pass(Cluster, string.Join(", ", vnis.Select(static v => $"VNI {v}")), "frames") : Unknown(Cluster, "encapsulated traffic: the capture saw none")
            : Fail(Cluster, $"not of this cluster: {string.Join(", ", wrong.Take(5))}", new Finding
            {
                Expected = string.Join(", ", vnis.Select(static v => $"VNI {v}")), Actual = string.Join(", ", wrong.Take(5)), Evidence = "frames", Remedy = "Resolve-CalicoAddress tells what is known of them; another VXLAN user needs another port.", Command = "tcpdump -nvi eth0 udp port 4789",
            });
    }
}
