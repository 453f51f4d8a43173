namespace CalicoVxlan.Bench.Generate;

/// <summary>What a generated capture is made of; equal options make equal bytes.</summary>
internal sealed record TrafficOptions
{
    public long Frames { get; init; } = 2_000_000;

    public int SnapLength { get; init; } = 256;

    public int Flows { get; init; } = 10_000;

    public ulong Seed { get; init; } = 1;

    public int VtepPairs { get; init; } = 200;

    /// <summary>True writes the older magic number with microseconds.</summary>
    public bool Microseconds { get; init; }
}
