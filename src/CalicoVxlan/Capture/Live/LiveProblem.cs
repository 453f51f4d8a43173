namespace CalicoVxlan.Capture.Live;

/// <summary>What a live capture lost, in one sentence for each interface.</summary>
internal static class LiveProblem
{
    /// <summary>Why an interface's capture ended by itself.</summary>
    public static CaptureProblem Ended(string name, string error, bool gone) => gone
        ? new CaptureProblem(CaptureProblemKind.InterfaceGone, $"Interface '{name}' went away during the capture.")
        : new CaptureProblem(CaptureProblemKind.ReadFailed, $"The capture on '{name}' failed: {error}.");

    /// <summary>Everything as one problem, the gravest kind first; null when nothing was lost.</summary>
    public static CaptureProblem? Summarize(IReadOnlyList<CaptureProblem> ends, IReadOnlyList<LiveStatistics> statistics)
    {
        List<string> sentences = [.. ends.Select(static e => e.Message)];
        sentences.AddRange(statistics.Where(static s => s.Dropped + s.DroppedByInterface > 0).Select(Describe));
        return sentences.Count == 0
            ? null
            : new CaptureProblem(ends.Count > 0 ? ends[0].Kind : CaptureProblemKind.PacketsDropped, string.Join(' ', sentences));
    }

    private static string Describe(LiveStatistics lost)
    {
        string byInterface = lost.DroppedByInterface > 0 ? $" and the interface {lost.DroppedByInterface}" : "";
        return $"On '{lost.Interface}' the kernel dropped {lost.Dropped}{byInterface} of {lost.Received} packets; a larger buffer or a filter loses fewer.";
    }
}
