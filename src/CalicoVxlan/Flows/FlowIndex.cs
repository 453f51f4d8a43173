namespace CalicoVxlan.Flows;

/// <summary>Conversations by key: an open-addressing table of numbers into arrays of entries.</summary>
internal sealed class FlowIndex
{
    private int[] slots = new int[4096];
    private Conversation[] entries = new Conversation[1024];
    private ConversationDetails[] details = new ConversationDetails[1024];

    /// <summary>Conversations so far; their numbers are the order in which they were first seen.</summary>
    public int Count { get; private set; }

    /// <summary>A conversation by its number. The reference is good until the next is added.</summary>
    public ref Conversation this[int number] => ref entries[number];

    /// <summary>The rest of a conversation by its number.</summary>
    public ref ConversationDetails Details(int number) => ref details[number];

    /// <summary>The number of a key's conversation, made if it is new.</summary>
    public int GetOrAdd(in FlowKey key, out bool isNew)
    {
        int hash = key.GetHashCode();
        int mask = slots.Length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            int number = slots[slot] - 1;
            if (number < 0)
            {
                isNew = true;
                return Add(key, hash, slot);
            }

            if (details[number].Hash == hash && details[number].Key.Equals(key))
            {
                isNew = false;
                return number;
            }
        }
    }

    private int Add(in FlowKey key, int hash, int slot)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Count * 2);
            Array.Resize(ref details, Count * 2);
        }

        int number = Count++;
        slots[slot] = Count;
        details[number].Key = key;
        details[number].Hash = hash;
        if (Count > slots.Length / 2)
        {
            Rehash();
        }

        return number;
    }

    private void Rehash()
    {
        int[] larger = new int[slots.Length * 2];
        int mask = larger.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = details[i].Hash & mask;
            while (larger[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            larger[slot] = i + 1;
        }

        slots = larger;
    }
}
