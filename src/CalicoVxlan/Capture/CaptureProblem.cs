namespace CalicoVxlan.Capture;

/// <summary>What went wrong with a capture.</summary>
public enum CaptureProblemKind
{
    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>The first bytes are of no format that is read.</summary>
    NotACapture,

    /// <summary>The capture ends in the middle of a record. Everything before it was delivered.</summary>
    Cut,

    /// <summary>A record's or block's length can't be. Everything before it was delivered.</summary>
    Corrupt,

    /// <summary>The operating system refused to read on.</summary>
    ReadFailed,

    /// <summary>The kernel dropped packets of a live capture because they were not fetched in time.</summary>
    PacketsDropped,

    /// <summary>The live interface went away.</summary>
    InterfaceGone,
}

/// <summary>Why reading a capture ended early, or what a live capture lost.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">One sentence that names the place; free of control characters.</param>
/// <param name="Offset">Byte offset in the (uncompressed) capture, or -1 when it has no place.</param>
public sealed record CaptureProblem(CaptureProblemKind Kind, string Message, long Offset = -1)
{
    /// <summary>True when all that is wrong is an incomplete end or a loss: a warning rather than an error.</summary>
    public bool IsWarning => Kind is CaptureProblemKind.Cut or CaptureProblemKind.PacketsDropped;
}
