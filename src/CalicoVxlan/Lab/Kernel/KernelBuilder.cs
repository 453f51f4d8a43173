using System.Collections.Concurrent;

namespace CalicoVxlan.Lab.Kernel;

/// <summary>Brings the kernel from one set of namespaces to another.</summary>
internal sealed class KernelBuilder(Action<string, int, int>? progress, CancellationToken cancellation)
{
    // The programs wait for the kernel more than they compute.
    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount * 2, 2, 16);

    /// <summary>Changes what differs.</summary>
    public void Change(IReadOnlyList<NamespaceState> was, IReadOnlyList<NamespaceState> wanted)
    {
        Dictionary<string, NamespaceState> before = was.ToDictionary(static s => s.Name);
        HashSet<string> after = [.. wanted.Select(static s => s.Name)];
        List<string> added = [.. wanted.Select(static s => s.Name).Where(n => !before.ContainsKey(n))];
        List<string> gone = [.. before.Keys.Where(n => !after.Contains(n))];
        foreach (string[] some in added.Chunk(32))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke("Making namespaces", 0, wanted.Count);
            LabTool.Batch("ip", "this machine", [.. some.Select(static n => $"netns add {n}")]);
        }

        List<NamespaceChange> changes = [.. wanted.Select(s => NamespaceDiff.Between(before.GetValueOrDefault(s.Name) ?? new NamespaceState(s.Name, s.Kind), s))];

        // What comes, comes from the fabric to the pods; what goes away goes in the opposite order.
        foreach (NamespaceChange change in changes.Where(static c => c.Removes).OrderByDescending(static c => c.Kind))
        {
            NamespaceThread.Run(change.Name, () => Remove(change));
        }

        LabTool.BatchAway("ip", "this machine", [.. gone.Select(static n => $"netns del {n}")]);
        AddAll(changes);
    }

    private void AddAll(List<NamespaceChange> changes)
    {
        int done = 0;
        foreach (IGrouping<NamespaceKind, NamespaceChange> stage in changes.Where(static c => c.Adds).GroupBy(static c => c.Kind).OrderBy(static g => g.Key))
        {
            InParallel([.. stage], change =>
            {
                done++;
                progress?.Invoke(change.Name, done, changes.Count);
            });
        }
    }

    private void InParallel(List<NamespaceChange> changes, Action<NamespaceChange> done)
    {
        using BlockingCollection<(NamespaceChange Change, Exception? Failure)> finished = [];
        ConcurrentQueue<NamespaceChange> left = new(changes);
        int running = Math.Min(Threads, changes.Count);
        Thread[] threads = [.. Enumerable.Range(0, running).Select(_ => new Thread(() => Work(left, finished)))];
        Array.ForEach(threads, static t => t.Start());
        Exception? failure = null;
        for (int i = 0; i < changes.Count && failure is null && !cancellation.IsCancellationRequested; i++)
        {
            (NamespaceChange change, failure) = finished.Take();
            done(change);
        }

        left.Clear();
        Array.ForEach(threads, static t => t.Join());
        failure ??= finished.Select(static f => f.Failure).FirstOrDefault(static f => f is not null);
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static void Work(ConcurrentQueue<NamespaceChange> left, BlockingCollection<(NamespaceChange, Exception?)> finished)
    {
        while (left.TryDequeue(out NamespaceChange? change))
        {
            Exception? failure = null;
            try
            {
                NamespaceThread.Run(change.Name, () => Add(change));
            }
            catch (Exception e)
            {
                failure = e;
            }

            finished.Add((change, failure));
        }
    }

    private static void Remove(NamespaceChange change)
    {
        LabTool.BatchAway("bridge", change.Name, change.RemoveBridge);
        LabTool.BatchAway("ip", change.Name, change.RemoveIp);
    }

    private static void Add(NamespaceChange change)
    {
        Write(change.Name, change.Defaults);
        LabTool.Batch("ip", change.Name, change.AddIp);
        LabTool.Batch("bridge", change.Name, change.AddBridge);
        Write(change.Name, change.Sysctls);
        change.Checksums.ForEach(static c => ChecksumOffload.Set(c.Device, c.On));
        LabTool.Firewall(change.Name, change.Firewall);
    }

    private static void Write(string where, List<(string Path, string Value)> sysctls)
    {
        foreach ((string path, string value) in sysctls)
        {
            try
            {
                File.WriteAllText("/proc/sys/" + path, value);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LabException(LabFailure.CommandFailed, where, $"{path} can't be set to {value} in {where}: {e.Message}",
                    "Remove the lab; this kernel, or the container it runs in, does not let the sysctl be set.", e);
            }
        }
    }
}
