using CalicoVxlan.Lookups;

namespace CalicoVxlan.Verdicts.Checks.Peer;

/// <summary>A check of one kind of entry for all peers of a node: one row if all is well, else one a peer.</summary>
internal abstract class PeerCheck : NodeCheck
{
    public override string Scope => "Peer";

    public override string Reference => "felix/vxlanfdb/vxlan_fdb.go; felix/dataplane/linux/vxlan_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Forecast(false).Vtep is null && node.Forecast(true).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        // The kernel drops entries and routes with the device: that is said once, by the check of the device.
        if (node.DeviceFault is { } fault)
        {
            yield return Skip(node.Name, fault);
            yield break;
        }

        int right = 0;
        bool isUnknown = IsPartly(node);
        bool any = false;
        foreach (CalicoVtepPeer peer in node.Peers)
        {
            PeerEntryState state = StateOf(peer);
            isUnknown |= state == PeerEntryState.Unknown;
            right += state == PeerEntryState.Present ? 1 : 0;
            if (state is PeerEntryState.Missing or PeerEntryState.Wrong)
            {
                any = true;
                yield return Fail($"{node.Name} > {peer.Peer}", $"{node.Name}: {Reason(peer.Problems!)}", Found(node, peer, state));
            }
        }

        if (isUnknown)
        {
            yield return Unknown(node.Name, Missing(node));
        }
        else if (!any)
        {
            yield return right == 0 ? Skip(node.Name, Nothing) : Pass(node.Name, $"{right} of {right}", Place);
        }
    }

    protected abstract string Table { get; }

    /// <summary>What of the evidence is lacking where the state is not known.</summary>
    protected virtual string Missing(NodeContext node) => Table;

    /// <summary>Whether what is known is not all that is to be checked.</summary>
    protected virtual bool IsPartly(NodeContext node) => false;

    protected abstract string Place { get; }

    /// <summary>Why there may be nothing to check.</summary>
    protected virtual string Nothing => "no peer needs one";

    protected abstract PeerEntryState StateOf(CalicoVtepPeer peer);

    protected abstract Finding Found(NodeContext node, CalicoVtepPeer peer, PeerEntryState state);

    /// <summary>The node's VXLAN device of the peer's family.</summary>
    protected static string DeviceOf(NodeContext node, CalicoVtepPeer peer) => node.Node.Family(peer.Family?.IsIpv6 == true).Device;

    /// <summary>The part of the peer's problem that is about this kind of entry.</summary>
    protected abstract string? Reason(PeerProblems problems);
}
