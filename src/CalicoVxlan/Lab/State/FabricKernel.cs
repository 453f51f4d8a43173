using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Lab.State;

/// <summary>What lies between the nodes: a bridge for each subnet, and the router between them, which knows no pods.</summary>
internal static class FabricKernel
{
    public const string NodeDevice = "eth0";

    private const string RulesTable = "bridge fabric";

    public static void Program(LabState state)
    {
        NamespaceState fabric = state.Fabric;
        fabric.Links.Add(new LinkState { Name = "lo" });
        int mtu = state.Plan.Options.HostMtu;
        foreach (PlannedSubnet subnet in state.Plan.Subnets)
        {
            fabric.Links.Add(new LinkState { Name = subnet.Bridge, Create = "type bridge stp_state 0 mcast_snooping 0", Mtu = mtu, Mac = subnet.Mac.ToString() });
            fabric.Addresses.Add(new AddressState(subnet.Bridge, $"{subnet.Gateway}/{subnet.Cidr.Length}"));
            if (subnet is { Gateway6: { } gateway6, Cidr6: { } cidr6 })
            {
                fabric.Addresses.Add(new AddressState(subnet.Bridge, $"{gateway6}/{cidr6.Length}"));
            }
        }

        foreach (PlannedNode node in state.Plan.Nodes)
        {
            AddPort(fabric, node.Port, NodeDevice, node, mtu);
        }

        if (state.Plan.HasFixedNeighbours)
        {
            foreach (PlannedNode node in state.Plan.Nodes)
            {
                AddNeighbour(fabric, node.Subnet.Bridge, node);
            }
        }

        // What leaves the cluster is lost without an answer, as it is behind a gateway that knows no pods.
        fabric.Routes.Add(new RouteState("", "blackhole 0.0.0.0/0"));
        NodeKernel.ForwardAll(fabric);
    }

    /// <summary>A port of the node's bridge; its other end is the node's device.</summary>
    public static void AddPort(NamespaceState fabric, string port, string device, PlannedNode node, int mtu)
    {
        string peer = $"type veth peer name {device} netns {node.Namespace}";
        fabric.Links.Add(new LinkState { Name = port, Create = $"master {node.Subnet.Bridge} {peer}", Mtu = mtu });
    }

    /// <summary>What a node knows of who is in its subnet, the router included.</summary>
    public static void AddNeighbours(LabPlan plan, PlannedNode node, NamespaceState kernel)
    {
        PlannedSubnet subnet = node.Subnet;
        kernel.Neighbours.Add(new NeighbourState(NodeDevice, subnet.Gateway.ToString(), subnet.Mac.ToString()));
        if (subnet.Gateway6 is { } gateway6)
        {
            kernel.Neighbours.Add(new NeighbourState(NodeDevice, gateway6.ToString(), subnet.Mac.ToString()));
        }

        foreach (PlannedNode other in plan.Nodes.Where(o => o != node && o.Subnet == subnet))
        {
            AddNeighbour(kernel, NodeDevice, other);
        }
    }

    private static void AddNeighbour(NamespaceState kernel, string device, PlannedNode node)
    {
        kernel.Neighbours.Add(new NeighbourState(device, node.Address.Address.ToString(), node.Mac.ToString()));
        if (node.Address6 is { } address6)
        {
            kernel.Neighbours.Add(new NeighbourState(device, address6.Address.ToString(), node.Mac.ToString()));
        }
    }

    public static void AddRules(LabState state)
    {
        if (state.FabricRules.Count > 0)
        {
            string rules = string.Join('\n', state.FabricRules.Distinct().Order(StringComparer.Ordinal).Select(static r => "    " + r));
            state.Fabric.Firewall[RulesTable] = $"  chain forward {{\n    type filter hook prerouting priority 0; policy accept;\n{rules}\n  }}";
        }
    }
}
