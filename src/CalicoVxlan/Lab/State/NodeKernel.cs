using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.State;

/// <summary>A node's namespace: the machine itself, then what the CNI plugin and Felix put into it.</summary>
internal static class NodeKernel
{
    public static void Program(LabState state, NodeState node)
    {
        NamespaceState kernel = node.Kernel;
        PlannedSubnet subnet = node.Plan.Subnet;
        kernel.Links.Add(new LinkState { Name = "lo" });
        kernel.Links.Add(new LinkState { Name = FabricKernel.NodeDevice, Mtu = state.Plan.Options.HostMtu, Mac = node.Plan.Mac.ToString() });
        kernel.Addresses.Add(new AddressState(FabricKernel.NodeDevice, node.InternalAddress.ToString()));
        kernel.Routes.Add(new RouteState(FabricKernel.NodeDevice, $"0.0.0.0/0 via {subnet.Gateway} dev {FabricKernel.NodeDevice} proto static"));
        if (node.Plan.Address6 is { } address6)
        {
            kernel.Addresses.Add(new AddressState(FabricKernel.NodeDevice, address6.ToString()));
            kernel.Routes.Add(new RouteState(FabricKernel.NodeDevice, $"::/0 via {subnet.Gateway6} dev {FabricKernel.NodeDevice} proto static metric 1024"));
        }

        if (state.Plan.HasFixedNeighbours)
        {
            FabricKernel.AddNeighbours(state.Plan, node.Plan, kernel);
        }

        ForwardAll(kernel);
        kernel.Sysctls[$"net/ipv6/conf/{FabricKernel.NodeDevice}/accept_dad"] = "0";
        foreach (PlannedPod pod in node.Pods)
        {
            PodKernel.AddHostEnd(state.Plan, kernel, pod);
        }

        if (node.Identity.HasVtep)
        {
            FelixDataplane.Program(state, node, isIpv6: false);
        }

        if (node.Identity.HasVtep6)
        {
            FelixDataplane.Program(state, node, isIpv6: true);
        }

        FelixDataplane.AddBlackholes(node);
        foreach ((string table, string body) in FelixFirewall.Tables(state, node, node.Identity == node ? null : node.Identity))
        {
            kernel.Firewall[table] = body;
        }
    }

    /// <summary>The sysctls of a machine that forwards. Said outright, so that this machine's own settings make no difference.</summary>
    public static void ForwardAll(NamespaceState kernel)
    {
        kernel.Sysctls["net/ipv4/ip_forward"] = "1";
        kernel.Sysctls["net/ipv4/conf/all/rp_filter"] = "0";
        kernel.Sysctls["net/ipv4/conf/default/rp_filter"] = "0";
        kernel.Sysctls["net/ipv6/conf/all/forwarding"] = "1";
        kernel.Sysctls["net/ipv6/conf/default/accept_dad"] = "0";
    }

    public static string Device(bool isIpv6) => isIpv6 ? CalicoNames.Device6 : CalicoNames.Device;
}
