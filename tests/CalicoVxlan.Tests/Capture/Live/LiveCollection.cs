namespace CalicoVxlan.Tests.Capture.Live;

/// <summary>Live captures are timed and count open files, so nothing else runs beside them.</summary>
[CollectionDefinition(nameof(LiveCollection), DisableParallelization = true)]
public class LiveCollection;
