namespace CalicoVxlan.Common;

/// <summary>Work on many things, several at once, whose results come in the things' order.</summary>
internal static class InOrder
{
    /// <summary>
    /// Works on <paramref name="degree"/> items at once. No more results than that wait, however slowly they are taken; when the caller leaves early, what
    /// was begun is ended first, since it may hold files.
    /// </summary>
    public static IEnumerable<TResult> Work<T, TResult>(IEnumerable<T> items, int degree, Func<T, TResult> work, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        return Walk(items, degree, work, cancellation);
    }

    private static IEnumerable<TResult> Walk<T, TResult>(IEnumerable<T> items, int degree, Func<T, TResult> work, CancellationToken cancellation)
    {
        Queue<Task<TResult>> begun = new();
        try
        {
            foreach (T item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                if (begun.Count == degree)
                {
                    yield return Take(begun, cancellation);
                }

                begun.Enqueue(Task.Run(() => work(item), cancellation));
            }

            while (begun.Count > 0)
            {
                yield return Take(begun, cancellation);
            }
        }
        finally
        {
            Task.WhenAll(begun).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static TResult Take<TResult>(Queue<Task<TResult>> begun, CancellationToken cancellation)
    {
        // It stays in the queue until it has ended: whoever leaves now waits for it.
        begun.Peek().WaitAsync(cancellation).GetAwaiter().GetResult();
        return begun.Dequeue().Result;
    }
}
