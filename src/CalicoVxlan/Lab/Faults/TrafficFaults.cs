using System.Globalization;
using CalicoVxlan.Common;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab.Faults;

/// <summary>Faults of MTUs, of the underlay and of the way from pod to node.</summary>
internal static class TrafficFaults
{
    private const int SmallerBy = 100;
    private const int Ipv6Least = 1280;

    public static void PodMtuTooLarge(FaultTarget target)
    {
        int mtu = target.Plan.Options.HostMtu;
        foreach (PlannedPod pod in target.Node.Pods)
        {
            target.Node.Kernel.Change(pod.Interface, l => l with { Mtu = mtu });
            target.State.Pods.First(p => p.Name == pod.NetworkNamespace).Change(PodKernel.Device, l => l with { Mtu = mtu });
        }
    }

    /// <summary>Rules of the host's own: what they drop, Calico's accept in a table of its own does not bring back.</summary>
    public static void FirewallBeforeCalico(FaultTarget target) =>
        target.Node.Kernel.Firewall["inet host"] = $"  chain input {{\n    type filter hook input priority -10; policy accept;\n    udp dport {target.Node.Port} counter drop\n  }}";

    /// <summary>What is between two nodes is small for both; a packet that is too large for the receiving end alone would be lost, not fragmented.</summary>
    public static void SmallUnderlayMtu(FaultTarget target)
    {
        int host = target.Plan.Options.HostMtu;

        // An interface loses IPv6 below 1280 bytes, which would be another fault.
        int small = host > Ipv6Least ? Math.Max(Ipv6Least, host - SmallerBy) : host - SmallerBy;
        foreach (NodeState node in target.Peers.Append(target.Node))
        {
            node.Kernel.Change(FabricKernel.NodeDevice, l => l with { Mtu = small });
        }
    }

    /// <summary>
    /// The underlay overwrites the TCP or UDP checksum inside what the node sends, as a network card that computes it wrongly does. The node's eth0 computes
    /// checksums itself meanwhile: between namespaces nobody would compute or check any.
    /// </summary>
    public static void BrokenChecksum(FaultTarget target)
    {
        target.Node.Kernel.Change(FabricKernel.NodeDevice, static l => l with { HasTxChecksum = false });

        // Offsets in bits from the outer UDP header: UDP and VXLAN have 8 bytes each, inner Ethernet 14, IPv4 20.
        foreach (string match in Sent(target))
        {
            target.State.FabricRules.Add($"{match} @th,312,8 17 @th,448,16 set 0xbad1 counter");
            target.State.FabricRules.Add($"{match} @th,312,8 6 @th,528,16 set 0xbad1 counter");
        }
    }

    public static void UdpBlocked(FaultTarget target) =>
        target.State.FabricRules.AddRange(Sent(target).Concat(Received(target)).Select(static match => match + " counter drop"));

    public static void NoDefaultRoute(FaultTarget target) => target.Node.Kernel.Routes.RemoveAll(static r =>
        r.Text.StartsWith("0.0.0.0/0 ", StringComparison.Ordinal) || r.Text.StartsWith("::/0 ", StringComparison.Ordinal));

    /// <summary>IPAM keeps an address of the node for a pod that is gone, and whoever knew the pod still asks for it.</summary>
    public static void DestinationWithoutPod(FaultTarget target)
    {
        NodeState node = target.Node;
        NetAddress address = target.FreeAddress(target.Node);
        PlannedPod gone = LabPlanner.Pod(target.Plan.Options, node.Name, $"gone-{node.Name}", address, null, 0);
        node.Leaked.Add(new LeakedAddress(address, gone.Namespace, gone.Name, gone.ContainerId));
    }

    private static IEnumerable<string> Sent(FaultTarget target)
    {
        string from = $"iifname \"{target.Node.Plan.Port}\"";
        string port = Port(target);
        return target.Fault.Peer is null ? [$"{from} {port}"] : target.Peers.SelectMany(Addresses).Select(daddr => $"{from} {daddr} {port}");
    }

    private static IEnumerable<string> Received(FaultTarget target)
    {
        string port = Port(target);
        string from = target.Fault.Peer is null ? "" : $"iifname \"{target.Peer.Plan.Port}\" ";
        return Addresses(target.Node).Select(daddr => $"{from}{daddr} {port}");
    }

    private static string Port(FaultTarget target) => string.Create(CultureInfo.InvariantCulture, $"udp dport {target.Plan.Options.Port}");

    private static IEnumerable<string> Addresses(NodeState node)
    {
        yield return $"ip daddr {node.Plan.Address.Address}";
        if (node.Plan.Address6 is { } address6)
        {
            yield return $"ip6 daddr {address6.Address}";
        }
    }
}
