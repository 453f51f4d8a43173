namespace CalicoVxlan.Capture;

/// <summary>
/// Packets one after the other, from a file, a pipe or an interface. Another capture library takes libpcap's place by
/// implementing this.
/// </summary>
public interface IPacketSource : IDisposable
{
    /// <summary>The next packet. Blocks until there is one, the source ends, or the token is cancelled.</summary>
    /// <param name="packet">The packet; its bytes stay valid as long as the source's block mode says.</param>
    /// <param name="cancellation">Ends the wait within a tenth of a second, without an exception: the answer is then false.</param>
    /// <returns>False at the end; <see cref="Problem"/> then says whether it is the proper end.</returns>
    bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default);

    /// <summary>Why reading ended early, or what was lost; null when nothing is wrong. Set at the latest when TryRead answers false.</summary>
    CaptureProblem? Problem { get; }

    /// <summary>Bytes consumed from the underlying file or pipe, compressed bytes if it is compressed; for progress.</summary>
    long BytesRead { get; }

    /// <summary>Bytes there are to consume; null when that can't be known (pipe, interface).</summary>
    long? TotalBytes { get; }
}
