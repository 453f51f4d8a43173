namespace CalicoVxlan.Capture.Live;

/// <summary>What the kernel counted on one interface since the capture began.</summary>
/// <param name="Interface">The interface's name.</param>
/// <param name="Received">Packets that passed the filter, dropped ones included where the kernel counts so.</param>
/// <param name="Dropped">Packets the kernel had no room for because they were not fetched in time.</param>
/// <param name="DroppedByInterface">Packets the interface or its driver lost.</param>
public sealed record LiveStatistics(string Interface, long Received, long Dropped, long DroppedByInterface);
