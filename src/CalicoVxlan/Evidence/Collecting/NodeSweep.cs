namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Asks many nodes, some at a time.</summary>
internal sealed class NodeSweep(MemoryEvidenceFiles files, CollectOptions options)
{
    /// <returns>What could not be had, in the nodes' order.</returns>
    public IEnumerable<EvidenceError> Run(IReadOnlyList<NodeReach> nodes, CancellationToken stop)
    {
        NodeCollector collector = new(files, options.Timeout);
        List<EvidenceError>[] errors = new List<EvidenceError>[nodes.Count];
        Sweep.Run(
            nodes.Count,
            options.ThrottleLimit,
            (i, token) => errors[i] = Ask(collector, nodes[i], token),
            (i, done) => options.Progress?.Invoke(new CollectProgress("Asking nodes", nodes[i].Node, done, nodes.Count)),
            stop);
        return errors.SelectMany(static e => e);
    }

    private static List<EvidenceError> Ask(NodeCollector collector, NodeReach node, CancellationToken stop)
    {
        try
        {
            return collector.Collect(node, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // On a thread of its own it would end the process; one node must not end the others either.
            return [new EvidenceError(node.Node, NodeCollector.WholeNode, NodeCollector.FirstLine(failure.Message))];
        }
    }
}
