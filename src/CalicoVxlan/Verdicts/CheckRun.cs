using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts;

/// <summary>Runs checks: the cluster's first, then node by node, so that a node's tables are needed only while it is judged.</summary>
internal sealed class CheckRun(CheckContext context, IReadOnlyList<Check> checks)
{
    /// <summary>Judges everything; results come in the order of nodes.</summary>
    public IEnumerable<CheckResult> Judge(Action<string>? judged = null, CancellationToken cancellation = default)
    {
        foreach (ClusterCheck check in checks.OfType<ClusterCheck>())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (CheckResult result in context.ResultsOf(check))
            {
                yield return result;
            }
        }

        NodeCheck[] perNode = [.. checks.OfType<NodeCheck>()];
        if (perNode.Length == 0)
        {
            yield break;
        }

        foreach ((ClusterNode node, CheckResult[] results) in context.Model.ForEachNode((node, tables) => JudgeNode(node, tables, perNode), cancellation))
        {
            judged?.Invoke(node.Name);
            foreach (CheckResult result in results)
            {
                yield return result;
            }
        }
    }

    private CheckResult[] JudgeNode(ClusterNode node, NodeTables tables, NodeCheck[] perNode)
    {
        NodeContext about = context.Of(node, context.Model.WholeTables(tables));
        return [.. perNode.SelectMany(about.ResultsOf)];
    }
}
