using System.Globalization;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Files;

/// <summary>Opens captures: pcap, pcapng and either inside gzip, told apart by their first bytes and not by their names.</summary>
public static class CaptureFile
{
    /// <summary>The name under which standard input is a path.</summary>
    public const string StandardInput = "-";

    // Small blocks stay out of the large object heap and let go of memory soon when few packets are kept; large ones are faster.
    private const int KeptBlockSize = 64 * 1024;
    private const int ReusedBlockSize = 512 * 1024;

    /// <summary>Opens a capture file, a FIFO or (as <c>-</c>) standard input.</summary>
    /// <param name="path">The file's path, literal.</param>
    /// <param name="reuseBlocks">True when each packet's bytes are needed only until the next is read; false when packets may be kept.</param>
    /// <param name="cancellation">Ends the wait for the first bytes of a pipe.</param>
    /// <exception cref="CaptureException">There is no such file, it may not be read, or it is no capture.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first bytes came.</exception>
    public static IPacketSource Open(string path, bool reuseBlocks = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string shown = SafeText.Clean(path);
        if (path == StandardInput)
        {
            return Open(() => new ByteCounter(Console.OpenStandardInput()), "stdin", shown, reuseBlocks, null, cancellation);
        }

        string name = BaseName(Path.GetFileName(path));
        return Open(() => new ByteCounter(OpenFile(path)), SafeText.Clean(name), shown, reuseBlocks, FindLength(path, shown), cancellation);
    }

    /// <summary>Opens a capture that comes as a stream.</summary>
    /// <param name="stream">The bytes; disposed with the source.</param>
    /// <param name="name">The capture point where the capture names none.</param>
    /// <param name="reuseBlocks">See <see cref="Open(string, bool, CancellationToken)"/>.</param>
    /// <param name="cancellation">Ends the wait for the first bytes.</param>
    /// <exception cref="CaptureException">It is no capture.</exception>
    public static IPacketSource Open(Stream stream, string name, bool reuseBlocks = false, CancellationToken cancellation = default) =>
        Open(() => new ByteCounter(stream), SafeText.Clean(name), SafeText.Clean(name), reuseBlocks, null, cancellation);

    private static PacketFile Open(Func<ByteCounter> open, string name, string shown, bool reuse, long? length, CancellationToken cancellation)
    {
        ByteCounter? counter = null;
        ReadAhead ahead = new(
            () => GzipSniffer.Unwrap(counter = open()), reuse ? ReusedBlockSize : KeptBlockSize, reuse);
        BlockFeed feed = new(ahead);
        try
        {
            CaptureContext context = new(feed, name, shown, () => counter?.Count ?? 0, length);
            PacketFile? file = null;
            if (feed.Ensure(4, cancellation))
            {
                uint magic = feed.ReadUInt32(0, bigEndian: true);
                file = (PacketFile?)PcapReader.TryOpen(magic, context, cancellation) ?? PcapngReader.TryOpen(magic, context);
            }

            if (file is null)
            {
                cancellation.ThrowIfCancellationRequested();
                throw NotACapture(context);
            }

            return file;
        }
        catch
        {
            feed.Dispose();
            throw;
        }
    }

    // Runs on the reading thread: opening a FIFO waits for its writer. Others may go on writing, renaming or deleting the file.
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    // What can be known without opening; null when the size can't, as of a FIFO.
    private static long? FindLength(string path, string shown)
    {
        if (Directory.Exists(path))
        {
            throw new CaptureException(CaptureFailure.IsDirectory, shown, $"'{shown}' is a directory, not a capture.",
                $"Name the captures in it, for example with a wildcard: '{shown.TrimEnd('/', '\\')}/*.pcapng'.");
        }

        FileInfo file = new(path);
        return !file.Exists
            ? throw new CaptureException(CaptureFailure.FileNotFound, shown, $"There is no file '{shown}'.",
                "Check the path; a relative one starts at the current directory.")
            : file.Length > 0 ? file.Length : null;
    }

    private static CaptureException NotACapture(CaptureContext context)
    {
        const string Formats = "pcap, pcapng and gzip of either are read";
        if (context.Feed.Failure is UnauthorizedAccessException denied)
        {
            return new CaptureException(CaptureFailure.AccessDenied, context.Path, $"'{context.Path}' may not be read by this user.",
                "Captures of tcpdump often belong to root or tcpdump: read it with sudo, or give yourself access with chmod or chown.", denied);
        }

        if (context.Feed.Failure is { } failure)
        {
            return new CaptureException(failure is InvalidDataException ? CaptureFailure.NotACapture : CaptureFailure.Other, context.Path,
                $"'{context.Path}' can't be read: {SafeText.Clean(failure.Message)}", "Check the file and the disk it is on.", failure);
        }

        ReadOnlySpan<byte> first = context.Feed.Window[..Math.Min(16, context.Feed.Available)];
        return first.IsEmpty
            ? new CaptureException(CaptureFailure.NotACapture, context.Path, $"'{context.Path}' is empty: no first bytes to know a format by ({Formats}).",
                "Capture again; if tcpdump wrote it, let tcpdump end before the file is read.")
            : new CaptureException(CaptureFailure.NotACapture, context.Path,
                $"'{context.Path}' is not a capture: it begins with {Hex(first)} ({Formats}).",
                "Check that it is the right file; other formats can be converted with editcap -F pcapng.");
    }

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', bytes.ToArray().Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static string BaseName(string file)
    {
        string name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        name = Path.GetFileNameWithoutExtension(name);
        return name.Length == 0 ? file : name;
    }
}
