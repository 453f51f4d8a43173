namespace CalicoVxlan.Capture;

/// <summary>Where packets were captured: one interface of a capture file, or one live interface.</summary>
/// <param name="Name">
/// The capture point: the interface's name where the capture has one, else the file's base name. Free of control characters.
/// </param>
/// <param name="LinkType">What each packet begins with.</param>
public sealed record CaptureInterface(string Name, LinkType LinkType)
{
    /// <summary>What stands for the path where there is none.</summary>
    internal const string LiveCapture = "live";

    /// <summary>The capture file's path as given, free of control characters; null for a live interface.</summary>
    public string? Path { get; init; }

    /// <summary>Bytes of frame check sequence at each packet's end (0 to 15), not part of the frame.</summary>
    public int FcsLength { get; init; }

    /// <summary>The most bytes kept of a packet; 0 when the capture does not limit or say.</summary>
    public int SnapLength { get; init; }
}
