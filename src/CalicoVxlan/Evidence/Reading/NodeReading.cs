namespace CalicoVxlan.Evidence.Reading;

/// <summary>One node's answers, and what of them could not be read.</summary>
internal sealed record NodeReading(NodeAnswers Answers, IReadOnlyList<EvidenceError> Problems)
{
    /// <summary>
    /// Reads nodes, <paramref name="degree"/> at once, and gives them in their order. No more than that many are in memory besides the ones that were
    /// given, however slowly they are taken.
    /// </summary>
    public static IEnumerable<NodeReading> ReadAll(CalicoEvidence evidence, IEnumerable<string> nodes, int degree, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        Queue<Task<NodeReading>> ahead = new();
        try
        {
            foreach (string node in nodes)
            {
                cancellation.ThrowIfCancellationRequested();
                NodeReading? ready = ahead.Count == degree ? Take(ahead, cancellation) : null;
                ahead.Enqueue(Task.Run(() => Read(evidence, node), cancellation));
                if (ready is not null)
                {
                    yield return ready;
                }
            }

            while (ahead.Count > 0)
            {
                yield return Take(ahead, cancellation);
            }
        }
        finally
        {
            // They hold files of the evidence, which may be closed next.
            Task.WhenAll(ahead).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static NodeReading Take(Queue<Task<NodeReading>> ahead, CancellationToken cancellation)
    {
        ahead.Peek().Wait(cancellation);
        return ahead.Dequeue().Result;
    }

    private static NodeReading Read(CalicoEvidence evidence, string node)
    {
        List<EvidenceError> problems = [];
        return new NodeReading(EvidenceReader.ReadNode(evidence, node, problems), problems);
    }
}
