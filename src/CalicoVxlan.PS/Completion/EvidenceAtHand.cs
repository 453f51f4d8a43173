using System.Collections;
using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;

namespace CalicoVxlan.PS.Completion;

/// <summary>The evidence that completion can use without asking anybody: what is typed, else what was used last.</summary>
internal static class EvidenceAtHand
{
    private static readonly Lock Gate = new();
    private static WeakReference<CalicoEvidence>? last;

    /// <summary>The evidence that a command used last; not kept alive by this.</summary>
    public static CalicoEvidence? Last
    {
        get
        {
            lock (Gate)
            {
                return last is not null && last.TryGetTarget(out CalicoEvidence? evidence) ? evidence : null;
            }
        }

        set
        {
            lock (Gate)
            {
                last = value is null ? null : new WeakReference<CalicoEvidence>(value);
            }
        }
    }

    public static ClusterModel? Model(IDictionary bound)
    {
        object? given = bound["Evidence"] is PSObject wrapped ? wrapped.BaseObject : bound["Evidence"];
        return (given as CalicoEvidence ?? Last) is { } evidence ? ClusterModel.Of(evidence) : null;
    }
}
