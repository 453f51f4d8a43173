using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Verdicts.Checks.Switch;

/// <summary>tunl0 has no IPv4 address any more.</summary>
internal sealed class TunnelZeroCheck : NodeCheck
{
    public override string Id => "Switch.Tunl0";

    public override string Title => "tunl0 has no address";

    public override string Reads => "nodes' addresses; annotation IPv4IPIPTunnelAddr; IPPools";

    public override string Why => "Felix takes the address off when IPIP goes; the device itself stays, which is normal.";

    public override string Impact => "Connections from the node may still leave with the old tunnel address; rules that name it match nothing else.";

    public override string Reference => "felix/dataplane/linux/ipip_mgr.go";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Model.Objects.Pools?.Any(static p => p.IpipMode != EncapsulationMode.Never) == true)
        {
            yield return Skip(node.Name, node.Node.IsWindows ? "a Windows node" : "a pool is IPIP");
            yield break;
        }

        if (node.Tables.Answers.Addresses is not { } addresses)
        {
            yield return Unknown(node.Name, "the node's addresses");
            yield break;
        }

        AddressRecord[] left = [.. addresses.Where(static a => a.Interface == "tunl0" && a.Address.IsIpv4)];
        string? annotation = node.Node.Object?.Calico.GetValueOrDefault("IPv4IPIPTunnelAddr");
        if (left.Length > 0)
        {
            yield return Warn(node.Name, $"tunl0 still has {left[0].Address.Address}", new Finding
            {
                Expected = "no address", Actual = left[0].Address.ToString(), Evidence = "ip addr on the node", Remedy = $"ip address del {left[0].Address} dev tunl0", Command = "ip address show dev tunl0",
            });
        }
        else if (annotation is not null)
        {
            yield return Warn(node.Name, $"annotation projectcalico.org/IPv4IPIPTunnelAddr is still {SafeText.Clean(annotation)}", new Finding
            {
                Expected = "no annotation", Actual = SafeText.Clean(annotation), Evidence = "Node annotations", Remedy = "Restart calico-node on the node: it releases the address and removes the annotation.",
                Command = $"kubectl get node {ShellWord.Quote(node.Name)} -o yaml | grep IPIPTunnel",
            });
        }
        else if (node.Node.Object is null || node.Model.Objects.Pools is null)
        {
            yield return Unknown(node.Name, node.Node.Object is null ? "the node's annotations" : "the IPPools");
        }
        else
        {
            yield return Pass(node.Name, "no address", "ip addr on the node");
        }
    }
}
