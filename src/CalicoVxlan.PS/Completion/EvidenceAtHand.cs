using System.Collections;
using System.Management.Automation;
using CalicoVxlan.Evidence;
using CalicoVxlan.Model;
using CalicoVxlan.PS.Abstractions;

namespace CalicoVxlan.PS.Completion;

/// <summary>The evidence that completion can use without asking anybody: what is typed, else what was used last.</summary>
internal static class EvidenceAtHand
{
    private static readonly Lock Gate = new();
    private static WeakReference<CalicoEvidence>? last;
    private static (string Path, WeakReference<CalicoEvidence>? Evidence) opened = ("", null);

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
        ArgumentNullException.ThrowIfNull(bound);
        object? given = bound["Evidence"] is PSObject wrapped ? wrapped.BaseObject : bound["Evidence"];
        CalicoEvidence? evidence = given is string path ? Open(path) : given as CalicoEvidence ?? Last;
        return evidence is null ? null : ClusterModel.Of(evidence);
    }

    // The snapshot that the line names; the next key finds it open, if memory allowed.
    private static CalicoEvidence? Open(string path)
    {
        string full = Path.GetFullPath(path, ShellLocation.Current());
        lock (Gate)
        {
            try
            {
                if (opened.Path != full || opened.Evidence?.TryGetTarget(out CalicoEvidence? evidence) != true)
                {
                    evidence = LiveEvidence.Import(full);
                    opened = (full, new WeakReference<CalicoEvidence>(evidence));
                }

                return evidence;
            }
            catch (EvidenceException)
            {
                // Completion says nothing about what can't be read; running the command will.
                return null;
            }
        }
    }
}
