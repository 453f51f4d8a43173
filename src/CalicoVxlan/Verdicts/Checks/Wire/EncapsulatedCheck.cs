using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Flows;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Wire;

/// <summary>Between nodes, pods' packets are encapsulated as the pool's mode demands.</summary>
internal sealed class EncapsulatedCheck : WireCheck
{
    public override string Id => "Wire.Encapsulated";

    public override string Title => "Pods' packets between nodes are encapsulated as the mode demands";

    public override string Why => "The only proof that the mode is in force is the wire.";

    public override string Impact => "Bare packets are dropped by underlays that don't know pods' addresses.";

    protected override IEnumerable<CheckResult> Judge(CheckContext context, IReadOnlyList<VxlanFlow> flows)
    {
        // At a pod's or the tunnel's own interface packets are bare by right: only what both forms could pass counts.
        HashSet<string> underlay = [.. flows.Where(static f => f.Vni is not null).Select(static f => f.CapturePoint ?? "")];
        List<string> wrong = [];
        int right = 0;
        foreach (VxlanFlow flow in flows)
        {
            if (flow.Vni is not null)
            {
                right++;
            }
            else if (underlay.Contains(flow.CapturePoint ?? "") && NeedsTunnel(context, flow))
            {
                wrong.Add($"{flow.SourcePod ?? flow.Source} to {flow.DestinationPod ?? flow.Destination} at {flow.CapturePoint}");
            }
        }

        if (wrong.Count > 0)
        {
            yield return Fail(Cluster, $"{wrong.Count} flows are bare where they must be encapsulated: {string.Join(", ", wrong.Take(3))}", new Finding
            {
                Expected = "VXLAN", Actual = "bare", Evidence = "frames", Remedy = "Look at Peer.Route of the sending node.", Command = "tcpdump -ni eth0 not udp port 4789 and net PODNET",
            });
        }
        else
        {
            yield return right == 0 ? Unknown(Cluster, "encapsulated traffic: the capture saw none") : Pass(Cluster, $"{right} flows", "frames");
        }
    }

    // By the pool that the destination's address is out of; what is no VXLAN pool's goes its own way.
    private static bool NeedsTunnel(CheckContext context, VxlanFlow flow)
    {
        ClusterNode? from = context.Model.Node(flow.SourceNode);
        ClusterNode? to = context.Model.Node(flow.DestinationNode);
        if (from is null || to is null || from == to || !NetAddress.TryParse(flow.Destination, out NetAddress destination))
        {
            return false;
        }

        EncapsulationMode mode = context.Model.Blocks.PoolOf(new Cidr(destination, destination.IsIpv4 ? 32 : 128))?.VxlanMode ?? EncapsulationMode.Never;
        return mode == EncapsulationMode.Always || (mode == EncapsulationMode.CrossSubnet && (context.Demanded == EncapsulationMode.Always || !from.HasInItsSubnet(to, !destination.IsIpv4)));
    }
}
