using System.Collections.Concurrent;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>Asks many nodes, some at a time, each on a thread of its own; the calling thread hears of each as it is done.</summary>
internal sealed class NodeSweep(MemoryEvidenceFiles files, CollectOptions options)
{
    private const string Activity = "Asking nodes";

    /// <returns>What could not be had, in the nodes' order.</returns>
    public List<EvidenceError> Run(IReadOnlyList<NodeReach> nodes, CancellationToken stop)
    {
        List<EvidenceError>[] errors = new List<EvidenceError>[nodes.Count];
        using BlockingCollection<int> done = [];
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(stop);
        int next = -1;
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(nodes.Count, Math.Clamp(options.ThrottleLimit, 1, 256))).Select(_ => new Thread(Work) { IsBackground = true, Name = "node" })];
        Array.ForEach(workers, static w => w.Start());
        try
        {
            for (int count = 1; count <= nodes.Count; count++)
            {
                int node = done.Take(stop);
                options.Progress?.Invoke(new CollectProgress(Activity, nodes[node].Node, count, nodes.Count));
            }
        }
        finally
        {
            // Whatever ended it, no program stays behind.
            abort.Cancel();
            Array.ForEach(workers, static w => w.Join());
        }

        return [.. errors.SelectMany(static e => e)];

        void Work()
        {
            NodeCollector collector = new(files, options.Timeout);
            for (int node; (node = Interlocked.Increment(ref next)) < nodes.Count && !abort.IsCancellationRequested;)
            {
                try
                {
                    errors[node] = collector.Collect(nodes[node], abort.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (Exception failure)
                {
                    // A thread's exception would end the process; one node's must not end the others.
                    errors[node] = [new EvidenceError(nodes[node].Node, NodeCollector.WholeNode, NodeCollector.FirstLine(failure.Message))];
                }

                done.Add(node, CancellationToken.None);
            }
        }
    }
}
