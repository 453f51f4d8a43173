using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Kubernetes;

namespace CalicoVxlan.Verdicts.Checks.Address;

/// <summary>Each block is one node's, the node is there, and the affinity is settled.</summary>
internal sealed class AffinityCheck : ClusterCheck
{
    public override string Id => "Address.Affinity";

    public override string Title => "Every block belongs to one node that is there";

    public override string Reads => "BlockAffinities; IPAMBlocks; nodes";

    public override string Why => "Two affinities for a block make nodes disagree about who has it; blocks of nodes that are gone leak.";

    public override string Impact => "Pods of that block are not reached from some nodes.";

    public override string Reference => "libcalico-go/lib/backend/model/block.go; projectcalico/calico#6486";

    public override IEnumerable<CheckResult> Judge(CheckContext context)
    {
        if (context.Model.Objects.Affinities is not { } affinities)
        {
            yield return Unknown(Cluster, "the BlockAffinities");
            yield break;
        }

        bool any = false;
        foreach (IGrouping<Cidr, BlockAffinityObject> same in affinities.Where(static a => a is { Cidr: not null, Type: "host" }).GroupBy(static a => a.Cidr!.Value.Network))
        {
            // A node that claims or releases a block has a pending affinity for a moment; routes go by the block.
            string[] confirmed = [.. same.Where(static a => a.State is "confirmed" or "").Select(static a => a.Node).Distinct()];
            BlockAffinityObject first = same.FirstOrDefault(static a => a.State is "confirmed" or "") ?? same.First();
            IpamBlockObject? block = context.Model.Blocks.Exactly(same.Key)?.Object;
            (string? reason, bool isFatal) =
                confirmed.Length > 1 ? ($"block {same.Key} has affinities of {string.Join(" and ", confirmed)}", true)
                : confirmed.Length == 1 && block?.Node is { } owner && owner != first.Node ? ($"block {same.Key} says host:{owner}, its affinity {first.Node}", true)
                : context.Model.Objects.Nodes is not null && context.Model.Node(first.Node)?.Object is null ? ($"block {same.Key} is affine to {first.Node}, which is no node of the cluster", false)
                : same.FirstOrDefault(static a => a.State is not ("confirmed" or "")) is { } open ? ($"affinity {open.Name} of {open.Node} is {open.State}: it is claimed or released now, or was not to the end", false)
                : (null, false);
            if (reason is not null)
            {
                any = true;
                Finding finding = new()
                {
                    Expected = "one confirmed affinity of a node that is there", Actual = reason, Evidence = $"BlockAffinity {first.Name}", Remedy = "Take evidence again, since claims take a moment; calicoctl ipam check tells more; then release or delete the affinity that is wrong.",
                    Command = "calicoctl ipam check; kubectl get blockaffinities",
                };
                yield return isFatal ? Fail(same.Key.ToString(), reason, finding) : Warn(same.Key.ToString(), reason, finding);
            }
        }

        if (context.Model.Objects.Nodes is null || context.Model.Objects.Blocks is null)
        {
            yield return Unknown(Cluster, context.Model.Objects.Nodes is null ? "the nodes of the API" : "the IPAMBlocks");
        }
        else if (!any)
        {
            yield return Pass(Cluster, $"{affinities.Count} affinities", "BlockAffinities");
        }
    }
}
