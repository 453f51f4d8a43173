using System.Buffers;

namespace CalicoVxlan.Evidence.Collecting;

/// <summary>
/// Reads a program's pipe on a thread of its own, up to a limit. Reading can't be cancelled everywhere, and the thread pool has few
/// threads where many nodes are asked at once.
/// </summary>
internal sealed class PipeReader
{
    private readonly Stream pipe;
    private readonly int limit;
    private readonly Action? tooMuch;
    private readonly ArrayBufferWriter<byte> taken = new();
    private readonly Thread thread;
    private readonly Lock sync = new();

    private PipeReader(Stream pipe, int limit, Action? tooMuch)
    {
        this.pipe = pipe;
        this.limit = limit;
        this.tooMuch = tooMuch;
        thread = new Thread(Read) { IsBackground = true, Name = "pipe" };
    }

    public bool IsTooMuch { get; private set; }

    /// <summary>What came so far.</summary>
    public ReadOnlyMemory<byte> Taken
    {
        get
        {
            lock (sync)
            {
                return taken.WrittenMemory;
            }
        }
    }

    /// <param name="pipe">What to read.</param>
    /// <param name="limit">Bytes to take.</param>
    /// <param name="tooMuch">Called when more come; without it, more is read and dropped.</param>
    public static PipeReader Start(Stream pipe, int limit, Action? tooMuch)
    {
        PipeReader reader = new(pipe, limit, tooMuch);
        reader.thread.Start();
        return reader;
    }

    /// <summary>True when the pipe has come to its end.</summary>
    public bool Wait(TimeSpan patience) => thread.Join(patience);

    private void Read()
    {
        byte[] block = new byte[64 << 10];
        try
        {
            for (int count; (count = pipe.Read(block)) > 0 && Take(block.AsSpan(0, count));)
            {
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The program was killed or given up.
        }
    }

    private bool Take(ReadOnlySpan<byte> bytes)
    {
        lock (sync)
        {
            int room = Math.Min(bytes.Length, limit - taken.WrittenCount);
            taken.Write(bytes[..room]);
            if (room == bytes.Length || tooMuch is null)
            {
                return true;
            }

            IsTooMuch = true;
        }

        tooMuch();
        return false;
    }
}
