using System.Numerics;

namespace CalicoVxlan.Model;

/// <summary>What a row of a kernel table is found by.</summary>
internal interface IRowKey<TRow, TKey>
{
    /// <summary>Rows that are none of this table's are passed over.</summary>
    static abstract bool IsKept(in TRow row);

    static abstract TKey KeyOf(in TRow row);

    /// <summary>Of two rows with the same key, whether the later one in the list counts.</summary>
    static abstract bool IsBetter(in TRow later, in TRow earlier);
}

/// <summary>
/// Finds rows of an array by key and holds only their numbers: a node of a large cluster has thousands of peers, and a dictionary would keep a second
/// copy of each row. Open addressing, at most half full. Hashes have the process' random seed, so no file can be written that collides.
/// </summary>
internal sealed class RowIndex<TRow, TKey, TRule>
    where TRow : struct
    where TKey : struct, IEquatable<TKey>
    where TRule : IRowKey<TRow, TKey>
{
    private readonly TRow[] rows;
    private readonly int[] places;

    public RowIndex(TRow[]? rows)
    {
        this.rows = rows ?? [];
        places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(this.rows.Length * 2L, 2))];
        for (int row = 0; row < this.rows.Length; row++)
        {
            if (TRule.IsKept(in this.rows[row]))
            {
                Put(row);
            }
        }
    }

    /// <summary>The row's place in the array; -1 when there is none.</summary>
    public int Find(TKey key)
    {
        for (int place = key.GetHashCode() & (places.Length - 1); places[place] != 0; place = (place + 1) & (places.Length - 1))
        {
            int row = places[place] - 1;
            if (TRule.KeyOf(in rows[row]).Equals(key))
            {
                return row;
            }
        }

        return -1;
    }

    private void Put(int row)
    {
        TKey key = TRule.KeyOf(in rows[row]);
        int place = key.GetHashCode() & (places.Length - 1);
        while (places[place] != 0)
        {
            int other = places[place] - 1;
            if (TRule.KeyOf(in rows[other]).Equals(key))
            {
                places[place] = TRule.IsBetter(in rows[row], in rows[other]) ? row + 1 : places[place];
                return;
            }

            place = (place + 1) & (places.Length - 1);
        }

        places[place] = row + 1;
    }
}
