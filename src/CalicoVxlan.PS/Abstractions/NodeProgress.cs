using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Progress of work that is done node by node on other threads; PowerShell takes it only on the pipeline's. Silent for what is done within a second.</summary>
internal sealed class NodeProgress(Cmdlet command, string activity, int total) : IDisposable
{
    private const int ActivityId = 4790;

    private readonly BlockingCollection<string> done = [];
    private readonly Stopwatch running = Stopwatch.StartNew();
    private int count;
    private bool shown;

    /// <summary>Runs the work on another thread and shows what it reports until it ends; its exception is this method's.</summary>
    public void Run(Action<Action<string>> work)
    {
        if (total == 0)
        {
            return;
        }

        Task task = Task.Run(() =>
        {
            try
            {
                work(done.Add);
            }
            finally
            {
                done.CompleteAdding();
            }
        });
        foreach (string node in done.GetConsumingEnumerable())
        {
            count++;
            Show(node);
        }

        task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        done.Dispose();
        if (shown)
        {
            command.WriteProgress(new ProgressRecord(ActivityId, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Show(string node)
    {
        if (running.ElapsedMilliseconds > 1000)
        {
            shown = true;
            command.WriteProgress(new ProgressRecord(ActivityId, activity, SafeText.Clean(node))
            {
                PercentComplete = Math.Min(100, count * 100 / total),
                CurrentOperation = string.Create(CultureInfo.InvariantCulture, $"{count} of {total} nodes"),
            });
        }
    }
}
