using CalicoVxlan.Common;
using CalicoVxlan.Lab.Faults;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Objects;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab;

public sealed partial class CalicoLab
{
    /// <summary>The faults that a lab can have.</summary>
    public static IReadOnlyList<CalicoLabFaultInfo> AllFaults { get; } = [.. LabFaults.All.Select(static k => new CalicoLabFaultInfo(k))];

    /// <summary>Sets a fault; one that is set already stays.</summary>
    /// <param name="fault">Its name.</param>
    /// <param name="node">The node it strikes; null for a fault of the whole cluster.</param>
    /// <param name="peer">The peer towards which; null for all, where the fault has peers.</param>
    /// <returns>The lab as it is then.</returns>
    /// <exception cref="LabException">There is no such fault or node, it does not fit the lab, or the kernel refused.</exception>
    public CalicoLab SetFault(string fault, string? node = null, string? peer = null)
    {
        LabFault wanted = Resolve(fault, node, peer);
        return record.Faults.Contains(wanted) ? this : Change([.. record.Faults, wanted]);
    }

    /// <summary>Undoes faults: all that match, those of every node when none is named.</summary>
    /// <param name="fault">Its name; null for all.</param>
    /// <param name="node">The node; null for any.</param>
    /// <param name="peer">The peer; null for any.</param>
    /// <returns>The lab as it is then.</returns>
    /// <exception cref="LabException">There is no such fault or node, or the kernel refused.</exception>
    public CalicoLab ClearFault(string? fault = null, string? node = null, string? peer = null)
    {
        LabFaultKind? kind = fault is null ? null : Kind(fault);
        CheckNode(node);
        CheckNode(peer);
        LabFault[] left = [.. record.Faults.Where(f =>
            (kind is not null && f.Kind.Name != kind.Name) || (node is not null && f.Node is not null && f.Node != node) || (peer is not null && f.Peer != peer))];
        return left.Length == record.Faults.Count ? this : Change(left);
    }

    private LabFault Resolve(string fault, string? node, string? peer)
    {
        LabFaultKind kind = Kind(fault);
        if (kind.Needs?.Invoke(plan) is { } needed)
        {
            throw NotApplicable(kind, $"Fault {kind.Name} needs a lab with {needed}.", $"Build a lab with {needed.Split(',')[0]}.");
        }

        if (kind.Scope == LabFaultScope.Cluster)
        {
            return new LabFault(kind, null, null);
        }

        CheckNode(node);
        CheckNode(peer);
        if (node is null)
        {
            throw NotApplicable(kind, $"Fault {kind.Name} strikes one node.", "Name it with -Node.");
        }

        if (peer == node)
        {
            throw NotApplicable(kind, $"A node is not its own peer: {node}.", "Give -Peer another node.");
        }

        return peer is null && kind.Scope == LabFaultScope.NodeAndPeer ? throw NotApplicable(kind, $"Fault {kind.Name} is between two nodes.", "Name the other with -Peer.")
            : new LabFault(kind, node, kind.Scope == LabFaultScope.Node ? null : peer);
    }

    private CalicoLab Change(IReadOnlyList<LabFault> faults)
    {
        if (!IsComplete)
        {
            throw new LabException(LabFailure.Incomplete, Name, $"Lab {Name} was not built to its end.", $"Remove it with Remove-CalicoLab -Name {Name} and build it again.");
        }

        LabNeeds.Check();
        LabState wanted = LabState.Make(plan, LabFaults.Ordered(faults));

        // Namespaces that a fault adds are in the record before they are made, those that it takes away until they are gone.
        string[] namespaces = [.. wanted.Namespaces.Select(static n => n.Name)];
        LabRecord next = record with { Faults = LabFaults.Ordered(faults), Namespaces = namespaces };
        store.Write(next with { Namespaces = [.. namespaces.Union(record.Namespaces)] });
        new KernelBuilder(null, CancellationToken.None).Change([.. state.Namespaces], [.. wanted.Namespaces]);
        LabFiles.Write(wanted, Folder, CreatedAt);
        store.Write(next);
        foreach (LabFault fault in next.Faults.Where(f => f.Kind.MakesPodsForget && !record.Faults.Contains(f)))
        {
            Forget(wanted.Node(fault.Node!));
        }

        return new CalicoLab(next, store);
    }

    private static void Forget(NodeState node)
    {
        foreach (PlannedPod pod in node.Pods)
        {
            NamespaceThread.Run(pod.NetworkNamespace, () => LabTool.Batch("ip", pod.NetworkNamespace, [$"neigh flush dev {PodKernel.Device}"]));
        }
    }

    private void CheckNode(string? node)
    {
        if (node is not null && !Nodes.Any(n => n.Node == node))
        {
            string name = SafeText.Clean(node);
            throw new LabException(LabFailure.UnknownNode, name, $"Lab {Name} has no node '{name}'.", $"Its nodes are {Nodes[0].Node} to {Nodes[^1].Node}.");
        }
    }

    private static LabFaultKind Kind(string fault)
    {
        if (LabFaults.Find(fault) is { } kind)
        {
            return kind;
        }

        string name = SafeText.Clean(fault);
        throw new LabException(LabFailure.UnknownFault, name, $"There is no fault '{name}'.", $"Faults are {string.Join(", ", LabFaults.All.Select(static k => k.Name))}.");
    }

    private static LabException NotApplicable(LabFaultKind kind, string message, string remedy) => new(LabFailure.FaultNotApplicable, kind.Name, message, remedy);
}
