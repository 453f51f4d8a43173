namespace CalicoVxlan.Bench.Generate;

/// <summary>splitmix64: numbers that are the same on every machine and every runtime for a seed.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to below the limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);
}
