using System.Buffers;
using System.Runtime.CompilerServices;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>A list that grows in borrowed memory and ends as an array of exactly its length: tables are kept by the thousand.</summary>
internal sealed class Entries<T> : IDisposable
{
    /// <summary>More than any node or cluster has; a file that has more is not one of theirs.</summary>
    public const int Most = 10_000_000;

    private T[] items = ArrayPool<T>.Shared.Rent(256);

    public int Count { get; private set; }

    public T this[int index] => items[index];

    public void Add(in T item)
    {
        if (Count == items.Length)
        {
            Grow();
        }

        items[Count++] = item;
    }

    /// <summary>Forgets what came after the first <paramref name="count"/>.</summary>
    public void CutTo(int count) => Count = Math.Min(Count, count);

    public T[] ToArray() => items.AsSpan(0, Count).ToArray();

    public void Dispose()
    {
        Return(items);
        items = [];
        Count = 0;
    }

    private static void Return(T[] array) => ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    private void Grow()
    {
        if (Count >= Most)
        {
            throw new BrokenFileException($"it has more than {Most} entries");
        }

        T[] larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.AsSpan(0, Count).CopyTo(larger);
        Return(items);
        items = larger;
    }
}
