namespace CalicoVxlan.Bench.Measuring;

/// <summary>What one run of a program cost.</summary>
internal sealed record Cost
{
    public TimeSpan Wall { get; init; }

    /// <summary>User and system time.</summary>
    public TimeSpan Processor { get; init; }

    /// <summary>Most resident bytes, pages of mapped files included; 0 when no more than this program's own, which it starts from.</summary>
    public long PeakResident { get; init; }

    /// <summary>Most anonymous bytes seen by sampling; 0 when not sampled.</summary>
    public long PeakAnonymous { get; init; }

    public int ExitCode { get; init; }

    /// <summary>What it wrote to standard error.</summary>
    public string Errors { get; init; } = "";
}
