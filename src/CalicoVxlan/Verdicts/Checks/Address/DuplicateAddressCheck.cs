using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>No two nodes have one address, tunnel address or VTEP MAC.</summary>
internal sealed class DuplicateAddressCheck : ClusterCheck
{
    public override string Id => "Address.Duplicate";

    public override string Title => "No two nodes share an address, a tunnel address or a VTEP MAC";

    public override string Reads => "Node annotations";

    public override string Why => "Cloned machines and shared names; Calico checks MACs nowhere, the last one wins.";

    public override string Impact => "Frames for one of the nodes reach the other.";

    public override string Reference => "felix/vxlanfdb/vxlan_fdb.go; projectcalico/calico#3097, #7192";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        bool any = false;
        foreach ((string what, IEnumerable<(string Value, string Node)> values) in Values(context.Model))
        {
            foreach (IGrouping<string, string> shared in values.GroupBy(static v => v.Value, static v => v.Node).Where(static g => g.Count() > 1))
            {
                any = true;
                string nodes = string.Join(", ", shared);
                yield return Fail(nodes, $"{what} {shared.Key} is that of {nodes}", new Finding
                {
                    Expected = "one node", Actual = nodes, Evidence = "Node annotations", Remedy = "Give the nodes different names and addresses; delete the wrong annotation and restart calico-node on that node.",
                    Command = "kubectl get nodes -o yaml | grep -E 'projectcalico.org/(IPv|VXLAN)'",
                });
            }
        }

        if (!any)
        {
            yield return context.Model.Objects.Nodes is null ? Unknown(Cluster, "the nodes of the API") : Pass(Cluster, "none", "Node annotations");
        }
    }

    private static IEnumerable<(string What, IEnumerable<(string Value, string Node)> Values)> Values(ClusterModel model)
    {
        yield return ("node address", Of(model, static f => f.Address?.Address));
        yield return ("tunnel address", Of(model, static f => f.TunnelAddress));
        foreach (bool isIpv6 in (bool[])[false, true])
        {
            yield return ("VTEP MAC", model.Nodes.Select(n => (Family: n.Family(isIpv6), n.Name)).Where(static n => n.Family.IsUsable).Select(static n => (n.Family.Mac.ToString(), n.Name)));
        }
    }

    private static IEnumerable<(string Value, string Node)> Of(ClusterModel model, Func<NodeFamily, NetAddress?> choose) =>
        model.Nodes.SelectMany(n => (IEnumerable<(string, string)>)[.. Text(choose(n.V4), n), .. Text(choose(n.V6), n)]);

    private static IEnumerable<(string Value, string Node)> Text(NetAddress? address, ClusterNode node) => address is { } known ? [(known.ToString(), node.Name)] : [];
}
