namespace CalicoVxlan.Capture.Files;

/// <summary>Counts the bytes that are read from a file, for progress.</summary>
internal sealed class ByteCounter(Stream inner) : ForwardStream(inner)
{
    private long count;

    /// <summary>Bytes read so far; safe to ask from another thread.</summary>
    public long Count => Volatile.Read(ref count);

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        Volatile.Write(ref count, count + read);
        return read;
    }
}
