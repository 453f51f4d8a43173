namespace CalicoVxlan.Capture.Files;

/// <summary>What a reader of one format needs to know of the file it reads.</summary>
/// <param name="Feed">The file's bytes.</param>
/// <param name="Name">The capture point where the capture names none.</param>
/// <param name="Path">The path as shown to people.</param>
/// <param name="Consumed">Bytes read from the file so far.</param>
/// <param name="Length">The file's size when it was opened; null for a pipe.</param>
internal sealed record CaptureContext(BlockFeed Feed, string Name, string Path, Func<long> Consumed, long? Length);
