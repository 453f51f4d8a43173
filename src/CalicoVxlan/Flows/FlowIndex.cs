using System.Runtime.CompilerServices;

namespace CalicoVxlan.Flows;

/// <summary>
/// Conversations by key: an open-addressing table of numbers into one array of entries, so that a packet costs one probe and
/// no allocation.
/// </summary>
internal sealed class FlowIndex
{
    private int[] slots = new int[4096];
    private Conversation[] entries = new Conversation[1024];

    /// <summary>Conversations so far, in the order they were first seen.</summary>
    public int Count { get; private set; }

    public ref Conversation this[int index] => ref entries[index];

    /// <summary>The conversation of a key, made if it is new. The reference is good until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Conversation GetOrAdd(in FlowKey key, out bool isNew)
    {
        int hash = key.GetHashCode();
        int mask = slots.Length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            int index = slots[slot] - 1;
            if (index < 0)
            {
                isNew = true;
                return ref Add(key, hash, slot);
            }

            ref Conversation entry = ref entries[index];
            if (entry.Hash == hash && entry.Key.Equals(key))
            {
                isNew = false;
                return ref entry;
            }
        }
    }

    private ref Conversation Add(in FlowKey key, int hash, int slot)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Count * 2);
        }

        ref Conversation entry = ref entries[Count];
        entry.Index = Count++;
        slots[slot] = Count;
        entry.Key = key;
        entry.Hash = hash;
        if (Count > slots.Length / 2)
        {
            Rehash();
        }

        return ref entry;
    }

    private void Rehash()
    {
        int[] larger = new int[slots.Length * 2];
        int mask = larger.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = entries[i].Hash & mask;
            while (larger[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            larger[slot] = i + 1;
        }

        slots = larger;
    }
}
