using System.Numerics;

namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// The bytes' way out: one buffer, handed on in large pieces that always end with a whole record, to a file that appears
/// when completed or to a stream that somebody else owns.
/// </summary>
internal sealed class CaptureOutput : IDisposable
{
    private const int BufferSize = 256 * 1024;

    private readonly Stream _stream;
    private readonly AtomicFile? _file;
    private readonly string _name;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int _used;
    private bool _closed;

    private CaptureOutput(Stream stream, AtomicFile? file, string name)
    {
        _stream = stream;
        _file = file;
        _name = name;
    }

    public string Name => _name;

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
        ObjectDisposedException.ThrowIf(_closed, this);
        if (count > _buffer.Length - _used)
        {
            Flush();
            if (count > _buffer.Length)
            {
                // A BIG TCP packet, say: rare, so the buffer simply grows to it and stays.
                _buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)count), (uint)Array.MaxLength));
            }
        }

        Span<byte> record = _buffer.AsSpan(_used, count);
        _used += count;
        return record;
    }

    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            _stream.Write(_buffer, 0, _used);
            _used = 0;
            _stream.Flush();
        }
        catch (Exception failure) when (WriteFailure.IsExpected(failure))
        {
            // Half a record may be out: nothing that comes later can make this output whole.
            _used = 0;
            Abandon();
            throw WriteFailure.Translate(failure, _name);
        }
    }

    public void Complete()
    {
        Flush();
        _closed = true;
        _file?.Complete();
    }

    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        if (_file is null && _used > 0)
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
        _closed = true;
        _file?.Dispose();
    }
}
