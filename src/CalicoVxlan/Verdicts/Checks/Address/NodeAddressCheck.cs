using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>The annotation with the node's address is there and can be read.</summary>
internal sealed class NodeAddressCheck : NodeCheck
{
    public override string Id => "Address.Node";

    public override string Title => "Calico knows the node's address";

    public override string Reads => "Node annotations projectcalico.org/IPv4Address";

    public override string Why => "Without it the node has no VTEP, and every other node withdraws it.";

    public override string Impact => "No VXLAN to or from this node.";

    public override string Reference => "felix/calc/vxlan_resolver.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.Object is null)
        {
            yield return node.Model.Objects.Nodes is null ? Unknown(node.Name, "the nodes of the API")
                : Fail(node.Name, $"the API has no Node {node.Name}", new Finding { Expected = "a Node", Actual = "none", Evidence = "Nodes", Remedy = "Register the node again, or remove it from the evidence.", Command = "kubectl get nodes" });
            yield break;
        }

        NodeFamily family = node.Node.V4;
        bool isIpv6Only = family.AddressText is null && node.Node.V6.Address is not null && !node.Cluster.VxlanPools.Any(static p => p.Cidr?.IsIpv4 == true);
        if (family.Address is not null || isIpv6Only)
        {
            yield return Pass(node.Name, family.Address?.ToString() ?? node.Node.V6.Address.ToString(), "Node annotation projectcalico.org/" + (isIpv6Only ? "IPv6Address" : "IPv4Address"));
            yield break;
        }

        string actual = family.AddressText is null ? "missing" : $"'{SafeText.Clean(family.AddressText)}', which can't be read";
        yield return Fail(node.Name, $"annotation projectcalico.org/IPv4Address is {actual}", new Finding
        {
            Expected = "an address with its mask, such as 172.18.0.2/16", Actual = actual, Evidence = $"Node {node.Name} metadata.annotations",
            Remedy = "Look into calico-node's log for address autodetection or a conflict; set IP_AUTODETECTION_METHOD.", Command = $"kubectl get node {ShellWord.Quote(node.Name)} -o yaml | grep projectcalico",
        });
    }
}
