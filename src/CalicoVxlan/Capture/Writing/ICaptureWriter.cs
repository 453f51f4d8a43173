namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// Writes packets to a capture. What was written counts only after <see cref="Complete"/>: a writer of a file that is
/// disposed before it leaves nothing behind.
/// </summary>
public interface ICaptureWriter : IDisposable
{
    /// <summary>Writes one packet.</summary>
    /// <param name="packet">The packet; its bytes are copied before the call returns.</param>
    /// <param name="comments">
    /// The comments to store with it, each on its own, where the format has a place for them; null stores the packet's own comment.
    /// </param>
    void Write(in CapturedPacket packet, IReadOnlyList<string>? comments = null);

    /// <summary>Hands what is buffered to the target, for a reader that waits at the other end of a pipe.</summary>
    void Flush();

    /// <summary>Writes what is left and, for a file, puts it in the target's place.</summary>
    void Complete();
}
