using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Files;

/// <summary>What reading pcap and pcapng have in common: how reading ends, and how a cut is told from a corruption.</summary>
internal abstract class PacketFile(CaptureContext context) : IPacketSource
{
    /// <summary>
    /// More than any capture tool keeps of a packet (libpcap's largest snap length is 262,144; Linux' BIG TCP ends at 512 kB).
    /// A length beyond it is a corruption, not a packet.
    /// </summary>
    protected const int LargestPacket = 16 * 1024 * 1024;

    public CaptureProblem? Problem { get; private set; }

    public long BytesRead => Context.Consumed();

    public long? TotalBytes => Context.Length;

    protected CaptureContext Context { get; } = context;

    protected BlockFeed Feed { get; } = context.Feed;

    /// <summary>Number of the packet read last.</summary>
    protected long Number { get; set; }

    public abstract bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default);

    public void Dispose() => Feed.Dispose();

    /// <summary>Ends reading at a place where <paramref name="needed"/> bytes were to follow and did not.</summary>
    /// <returns>False, the answer of TryRead.</returns>
    protected bool EndShort(string what, int needed, CancellationToken cancellation)
    {
        if (Problem is not null || cancellation.IsCancellationRequested)
        {
            return false;
        }

        if (Feed.Failure is { } failure)
        {
            // Only decompression finds data invalid; anything else is the disk's.
            bool damaged = failure is InvalidDataException;
            Problem = new CaptureProblem(damaged ? CaptureProblemKind.Corrupt : CaptureProblemKind.ReadFailed,
                damaged
                    ? $"'{Context.Path}' is damaged: its compressed data can't be expanded beyond byte {Feed.StreamOffset}, after packet {Number}."
                    : $"'{Context.Path}' can't be read on at byte {Feed.StreamOffset} after packet {Number}: {SafeText.Clean(failure.Message)}",
                Feed.StreamOffset);
        }
        else if (Feed.Available > 0)
        {
            Problem = new CaptureProblem(CaptureProblemKind.Cut,
                $"'{Context.Path}' ends in the middle of {what} at byte {Feed.StreamOffset}: {needed} bytes needed, {Feed.Available} there; {Number} whole packets before it.",
                Feed.StreamOffset);
        }

        return false;
    }

    /// <summary>Ends reading at bytes that can't be.</summary>
    /// <returns>False, the answer of TryRead.</returns>
    protected bool EndCorrupt(string what)
    {
        Problem ??= new CaptureProblem(CaptureProblemKind.Corrupt,
            $"'{Context.Path}' is damaged at byte {Feed.StreamOffset} after packet {Number}: {what}.", Feed.StreamOffset);
        return false;
    }
}
