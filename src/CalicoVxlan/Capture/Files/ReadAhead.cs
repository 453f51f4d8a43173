namespace CalicoVxlan.Capture.Files;

/// <summary>Freshly read bytes: a part of a block.</summary>
internal readonly record struct BlockRange(byte[] Block, int Start, int Length);

/// <summary>
/// Reads a stream on a thread of its own, a few blocks ahead of whoever takes them. The taker never blocks in the operating
/// system, so it can be cancelled even while a pipe's writer is silent. Short reads are handed over at once.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    // Room before the data of each block, for the beginning of a record that started in the block before.
    private const int Headroom = 8 * 1024;
    private const int Depth = 4;

    private readonly Func<Stream> open;
    private readonly int blockSize;
    private readonly bool reuse;
    private readonly Lock gate = new();
    private readonly Queue<BlockRange> filled = new();
    private readonly Stack<byte[]> free = new();
    private readonly SemaphoreSlim available = new(0);
    private readonly SemaphoreSlim room = new(Depth);
    private volatile bool disposed;
    private byte[]? current;

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
    public bool TryTake(out BlockRange range, CancellationToken cancellation)
    {
        range = default;
        try
        {
            available.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        lock (gate)
        {
            if (filled.TryDequeue(out range))
            {
                _ = room.Release();
                return true;
            }

            // Ended: let every later call see it, too.
            _ = available.Release();
            return false;
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
        disposed = true;
        _ = room.Release();
    }

    private void Pump()
    {
        try
        {
            using Stream stream = open();
            int at = 0;
            while (!disposed)
            {
                room.Wait();
                if (current is null || at == current.Length)
                {
                    current = NextBlock();
                    at = Headroom;
                }

                int read = stream.Read(current, at, current.Length - at);
                if (read <= 0 || disposed)
                {
                    break;
                }

                lock (gate)
                {
                    filled.Enqueue(new BlockRange(current, at, read));
                }

                at += read;

                _ = available.Release();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or ObjectDisposedException)
        {
            Failure = failure;
        }
        finally
        {
            _ = available.Release();
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
