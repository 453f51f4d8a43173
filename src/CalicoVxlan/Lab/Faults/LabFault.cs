using CalicoVxlan.Common;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab.Faults;

/// <summary>A fault that is set: its kind and where. Node and peer are null where the kind has no use for them.</summary>
internal sealed record LabFault(LabFaultKind Kind, string? Node, string? Peer);

/// <summary>A kind of fault: what it is called and what it changes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Reference">The row of the catalogue of faults, such as <c>5.1 A</c>.</param>
/// <param name="Scope">Which nodes are to be named.</param>
/// <param name="Summary">One sentence: what is changed.</param>
internal sealed record LabFaultKind(string Name, string Reference, LabFaultScope Scope, string Summary)
{
    /// <summary>Changes what the cluster knows, before Felix programs it.</summary>
    public Action<FaultTarget>? OnCluster { get; init; }

    /// <summary>Changes what the kernels hold afterwards.</summary>
    public Action<FaultTarget>? OnKernel { get; init; }

    /// <summary>Says which lab it needs, when it makes no sense in this one.</summary>
    public Func<LabPlan, string?>? Needs { get; init; }

    /// <summary>True where pods remember what they have learned, so that the fault would show only later.</summary>
    public bool MakesPodsForget { get; init; }
}

/// <summary>Where a fault strikes.</summary>
/// <param name="State">The lab.</param>
/// <param name="Fault">The fault.</param>
internal readonly record struct FaultTarget(LabState State, LabFault Fault)
{
    public NodeState Node => State.Node(Fault.Node!);

    public NodeState Peer => State.Node(Fault.Peer!);

    public LabPlan Plan => State.Plan;

    /// <summary>The one peer that is named, or all others.</summary>
    public IEnumerable<NodeState> Peers
    {
        get
        {
            LabFault fault = Fault;
            return State.Nodes.Where(n => fault.Peer is null ? n.Name != fault.Node : n.Name == fault.Peer);
        }
    }

    /// <summary>The first address of a node's blocks that nobody has; where all are taken, the node gets a further block.</summary>
    public NetAddress FreeAddress(NodeState node)
    {
        HashSet<NetAddress> taken = [.. State.Nodes.SelectMany(Addresses)];
        for (int number = 0; ; number++)
        {
            Cidr block = LabPlanner.Block(Plan.Options, node.Plan.Index, number);
            ulong size = 1UL << (32 - block.Length);
            for (ulong i = 0; i < size; i++)
            {
                NetAddress address = block.Address.Plus(i);
                if (taken.Contains(address))
                {
                    continue;
                }

                if (!node.Blocks.Contains(block))
                {
                    node.Blocks.Add(block);
                }

                return address;
            }
        }
    }

    private static IEnumerable<NetAddress> Addresses(NodeState node) =>
    [
        node.Plan.Tunnel, .. node.Pods.Select(static p => p.Address), .. node.Leaked.Select(static l => l.Address),
        .. ((NetAddress?[])[node.Tunnel, node.LostTunnel?.Address, node.IpipTunnel]).OfType<NetAddress>(),
    ];

    /// <summary>The peers whose IPv4 VTEP is known.</summary>
    public IEnumerable<NodeState> PeersWithVtep => Peers.Where(static p => p.HasVtep);
}
