using System.Numerics;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// The bytes' way out: one buffer, handed on in large pieces that always end with a whole record, to a file that appears
/// when completed or to a stream that somebody else owns.
/// </summary>
internal sealed class CaptureOutput : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly Stream stream;
    private readonly AtomicFile? file;
    private readonly string name;
    private byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int used;
    private bool closed;

    private CaptureOutput(Stream stream, AtomicFile? file, string name)
    {
        this.stream = stream;
        this.file = file;
        this.name = name;
    }

    public string Name => name;

    public static CaptureOutput ToFile(string path, bool overwrite)
    {
        AtomicFile file = AtomicFile.Create(path, overwrite);
        return new CaptureOutput(file.Stream, file, SafeText.Clean(path));
    }

    public static CaptureOutput ToStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return new CaptureOutput(stream, null, SafeText.Clean(name));
    }

    /// <summary>Room for one whole record. The caller fills all of it before the next call.</summary>
    public Span<byte> Reserve(int count)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (count > buffer.Length - used)
        {
            Flush();
            if (count > buffer.Length)
            {
                // A BIG TCP packet, say: rare, so the buffer simply grows to it and stays.
                buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)count), (uint)Array.MaxLength));
            }
        }

        Span<byte> record = buffer.AsSpan(used, count);
        used += count;
        return record;
    }

    public void Flush()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        try
        {
            stream.Write(buffer, 0, used);
            used = 0;
            stream.Flush();
        }
        catch (Exception failure) when (WriteFailure.IsExpected(failure))
        {
            // Half a record may be out: nothing that comes later can make this output whole.
            used = 0;
            Abandon();
            throw WriteFailure.Translate(failure, name);
        }
    }

    public void Complete()
    {
        Flush();
        closed = true;
        file?.Complete();
    }

    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        if (file is null && used > 0)
        {
            // A reader at the other end of a pipe keeps what it has, so it gets all of it. The caller is already leaving,
            // perhaps because of this very stream, so a failure has nobody to tell.
            try
            {
                Flush();
            }
            catch (CaptureException)
            {
            }
        }

        Abandon();
    }

    private void Abandon()
    {
        closed = true;
        file?.Dispose();
    }
}
