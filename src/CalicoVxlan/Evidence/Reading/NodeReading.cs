using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Reading;

/// <summary>One node's answers, and what of them could not be read.</summary>
internal sealed record NodeReading(NodeAnswers Answers, IReadOnlyList<EvidenceError> Problems)
{
    /// <summary>
    /// Reads nodes, <paramref name="degree"/> at once, and gives them in their order. No more than that many are in memory besides the ones that were
    /// given, however slowly they are taken.
    /// </summary>
    public static IEnumerable<NodeReading> ReadAll(CalicoEvidence evidence, IEnumerable<string> nodes, int degree, CancellationToken cancellation) =>
        InOrder.Work(nodes, degree, node => Read(evidence, node), cancellation);

    private static NodeReading Read(CalicoEvidence evidence, string node)
    {
        List<EvidenceError> problems = [];
        return new NodeReading(EvidenceReader.ReadNode(evidence, node, problems), problems);
    }
}
