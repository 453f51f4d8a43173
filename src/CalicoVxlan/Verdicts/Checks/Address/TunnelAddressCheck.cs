using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>The tunnel address: there, of a VXLAN pool, allocated for it, and on the device.</summary>
internal sealed class TunnelAddressCheck : NodeCheck
{
    public override string Id => "Address.Tunnel";

    public override string Title => "The node has a tunnel address that IPAM gave it";

    public override string Reads => "Node annotations; IPPools; IPAMBlocks";

    public override string Why => "A node without one has no VTEP and yet is Ready; one that IPAM does not know may be given to a pod.";

    public override string Impact => "No VXLAN to or from this node, or a pod with the same address.";

    public override string Reference => "node/pkg/allocateip/allocateip.go; projectcalico/calico#7192";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Forecast(false) is { Vtep: null, IsFault: false } none && node.Forecast(true) is { Vtep: null, IsFault: false })
        {
            yield return Undecided(node) ?? Skip(node.Name, none.Reason ?? "no VTEP is expected");
            yield break;
        }

        foreach ((NodeFamily family, _) in node.Families())
        {
            yield return Judge(node, family);
        }
    }

    private CheckResult Judge(NodeContext node, NodeFamily family)
    {
        string place = $"Node {node.Name} annotation projectcalico.org/{family.TunnelAnnotation}";
        string command = $"kubectl get node {ShellWord.Quote(node.Name)} -o yaml | grep {family.TunnelAnnotation}";
        if (family.TunnelAddress is not { } tunnel)
        {
            string actual = family.TunnelAddressText is null ? "missing" : $"'{SafeText.Clean(family.TunnelAddressText)}', which can't be read";
            return Fail(node.Name, $"{place} is {actual}", new Finding
            {
                Expected = "an address of a VXLAN pool", Actual = actual, Evidence = place, Command = command,
                Remedy = "See that a VXLAN pool is enabled, allows Tunnel use, selects the node and has free addresses; then restart calico-node on the node.",
            });
        }

        if (node.Model.Objects.Pools is null)
        {
            return Unknown(node.Name, "the IPPools");
        }

        IpPoolObject? pool = node.Model.Blocks.PoolOf(new Cidr(tunnel, tunnel.IsIpv4 ? 32 : 128));
        if (pool is null or { VxlanMode: EncapsulationMode.Never })
        {
            return Fail(node.Name, $"tunnel address {tunnel} is in {(pool is null ? "no pool" : $"pool {pool.Name}, whose vxlanMode is Never")}", new Finding
            {
                Expected = "an address of a VXLAN pool", Actual = tunnel.ToString(), Evidence = place, Remedy = "Delete the annotation and restart calico-node on the node: it allocates a new address.", Command = command,
            });
        }

        if (TunnelAllocation.Of(node.Model, node.Node, family) is not { } allocation)
        {
            return Unknown(node.Name, "the IPAMBlocks");
        }

        return allocation.IsOwn ? Pass(node.Name, tunnel.ToString(), place)
            : Fail(node.Name, $"IPAM has tunnel address {tunnel} of {node.Name} {allocation.State}, expected handle {allocation.Handle}", new Finding
            {
                Expected = allocation.Handle, Actual = allocation.State, Evidence = "IPAMBlock allocations", Impact = "The address may be, or is, a pod's too: random failure of both.",
                Remedy = "Delete the annotation and restart calico-node on the node, so that it allocates an address anew.", Command = $"calicoctl ipam show --ip={tunnel}",
            });
    }
}
