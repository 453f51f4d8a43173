using CalicoVxlan.Evidence.Kubernetes;
using CalicoVxlan.Lab.Faults;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Plan;

namespace CalicoVxlan.Lab.State;

/// <summary>
/// A whole lab with its faults: what the cluster says of itself and what the kernels hold. It is computed anew from plan and faults
/// each time, so a fault is undone by computing without it, whatever others there are.
/// </summary>
internal sealed class LabState
{
    private LabState(LabPlan plan)
    {
        Plan = plan;
        Nodes = [.. plan.Nodes.Select(n => new NodeState(plan, n))];
        Fabric = new NamespaceState(plan.FabricNamespace, NamespaceKind.Fabric);
        InstallationMode = plan.Options.VxlanMode;
    }

    public LabPlan Plan { get; }

    public IReadOnlyList<NodeState> Nodes { get; }

    public NamespaceState Fabric { get; }

    public List<NamespaceState> Pods { get; } = [];

    /// <summary>Rules of the bridges' forwarding, one for each thing that the underlay does wrong.</summary>
    public List<string> FabricRules { get; } = [];

    /// <summary>Nodes that the pools' nodeSelector leaves out.</summary>
    public SortedSet<string> NodesWithoutPool { get; } = new(StringComparer.Ordinal);

    /// <summary>calico-node's probes ask for BIRD, which does not run.</summary>
    public bool ProbesBird { get; set; }

    /// <summary>What the operator's Installation asks for.</summary>
    public EncapsulationMode InstallationMode { get; set; }

    public IEnumerable<NamespaceState> Namespaces => [Fabric, .. Nodes.Select(static n => n.Kernel), .. Pods];

    /// <summary>Computes the lab with those faults.</summary>
    public static LabState Make(LabPlan plan, IReadOnlyList<LabFault> faults)
    {
        LabState state = new(plan);
        foreach (LabFault fault in faults)
        {
            fault.Kind.OnCluster?.Invoke(new FaultTarget(state, fault));
        }

        FabricKernel.Program(state);
        foreach (NodeState node in state.Nodes)
        {
            NodeKernel.Program(state, node);
            state.Pods.AddRange(node.Pods.Select(p => PodKernel.Make(plan, p)));
        }

        foreach (LabFault fault in faults)
        {
            fault.Kind.OnKernel?.Invoke(new FaultTarget(state, fault));
        }

        FabricKernel.AddRules(state);
        return state;
    }

    public NodeState Node(string name) => Nodes.First(n => n.Name == name);
}
