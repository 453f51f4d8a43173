using System.Diagnostics.CodeAnalysis;

namespace CalicoVxlan.Capture.Files;

/// <summary>Freshly read bytes: a part of a block.</summary>
internal sealed record BlockRange(byte[] Block, int Start, int Length);

/// <summary>
/// Reads a stream on a thread of its own, a few blocks ahead of whoever takes them. The taker never blocks in the operating
/// system, so it can be cancelled even while a pipe's writer is silent. Short reads are handed over at once.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    // Room before the data of each block, for the beginning of a record that started in the block before.
    private const int Headroom = 8 * 1024;
    private const int Depth = 4;

    // How soon a cancelled wait is over, in milliseconds.
    private const int LongestWait = 50;

    private readonly Func<Stream> open;
    private readonly int blockSize;
    private readonly bool reuse;
    // A monitor and no semaphore: a semaphore spins before it sleeps, on the core that the taker decodes on.
    private readonly object gate = new();
    private readonly Queue<BlockRange> filled = new();
    private readonly Stack<byte[]> free = new();
    private bool disposed;
    private bool ended;

    /// <summary>Starts reading.</summary>
    /// <param name="open">Opens the stream; runs on the reading thread, where it may block as long as it likes.</param>
    /// <param name="blockSize">Bytes a block; below about 75 kB blocks stay out of the large object heap.</param>
    /// <param name="reuse">True when blocks may be overwritten once the taker has moved on.</param>
    public ReadAhead(Func<Stream> open, int blockSize, bool reuse)
    {
        this.open = open;
        this.blockSize = blockSize;
        this.reuse = reuse;
        new Thread(Pump) { IsBackground = true, Name = "capture read-ahead" }.Start();
    }

    /// <summary>Why reading ended, when it was not the stream's end.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The next bytes; false at the end or when cancelled.</summary>
    public bool TryTake([NotNullWhen(true)] out BlockRange? range, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (!filled.TryDequeue(out range))
            {
                if (ended || cancellation.IsCancellationRequested)
                {
                    return false;
                }

                _ = Monitor.Wait(gate, LongestWait);
            }

            if (filled.Count == Depth - 1)
            {
                Monitor.PulseAll(gate);
            }

            return true;
        }
    }

    /// <summary>Gives a block back: the taker has taken a range of a later block and has no more use for this one.</summary>
    public void Release(byte[] block)
    {
        if (reuse && block.Length == Headroom + blockSize)
        {
            lock (gate)
            {
                free.Push(block);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Pump()
    {
        try
        {
            using Stream stream = open();
            byte[] block = NextBlock();
            int at = Headroom;
            while (WaitForRoom())
            {
                if (at == block.Length)
                {
                    block = NextBlock();
                    at = Headroom;
                }

                int read = stream.Read(block, at, block.Length - at);
                if (read <= 0)
                {
                    break;
                }

                lock (gate)
                {
                    filled.Enqueue(new BlockRange(block, at, read));
                    Monitor.PulseAll(gate);
                }

                at += read;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ObjectDisposedException)
        {
            Failure = failure;
        }
        finally
        {
            lock (gate)
            {
                ended = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    private bool WaitForRoom()
    {
        lock (gate)
        {
            while (filled.Count >= Depth && !disposed)
            {
                _ = Monitor.Wait(gate);
            }

            return !disposed;
        }
    }

    private byte[] NextBlock()
    {
        lock (gate)
        {
            if (free.TryPop(out byte[]? block))
            {
                return block;
            }
        }

        return GC.AllocateUninitializedArray<byte>(Headroom + blockSize);
    }
}
