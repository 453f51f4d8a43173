using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>
/// Does several things at once that mostly wait for programs, each on a thread of its own; the calling thread hears of each as it
/// is done. The thread pool would grow by one thread a second.
/// </summary>
internal static class Sweep
{
    /// <param name="count">How many things.</param>
    /// <param name="atOnce">How many of them at once.</param>
    /// <param name="work">Does one; what it throws ends all.</param>
    /// <param name="done">Told of one that is done, and how many are, on the calling thread.</param>
    /// <param name="stop">Ends it; when this returns or throws, nothing runs any more.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Run(int count, int atOnce, Action<int, CancellationToken> work, Action<int, int> done, CancellationToken stop)
    {
        using BlockingCollection<int> finished = [];
        using CancellationTokenSource abort = CancellationTokenSource.CreateLinkedTokenSource(stop);
        int next = -1;
        ExceptionDispatchInfo? thrown = null;
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(count, Math.Clamp(atOnce, 1, 256))).Select(_ => new Thread(Work) { IsBackground = true, Name = "sweep" })];
        Array.ForEach(workers, static w => w.Start());
        try
        {
            for (int number = 1; number <= count; number++)
            {
                done(finished.Take(abort.Token), number);
            }
        }
        catch (OperationCanceledException) when (thrown is not null)
        {
            thrown.Throw();
        }
        finally
        {
            // Whatever ended it, no program stays behind.
            abort.Cancel();
            Array.ForEach(workers, static w => w.Join());
        }

        void Work()
        {
            for (int one; (one = Interlocked.Increment(ref next)) < count && !abort.IsCancellationRequested;)
            {
                try
                {
                    work(one, abort.Token);
                    finished.Add(one, CancellationToken.None);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (Exception failure)
                {
                    // On a thread of its own it would end the process.
                    thrown ??= ExceptionDispatchInfo.Capture(failure);
                    abort.Cancel();
                    return;
                }
            }
        }
    }
}
