using System.Buffers;
using System.Text.Json;

namespace CalicoVxlan.Evidence.Reading.Json;

/// <summary>
/// JSON out of a stream. A short file is in memory whole; of a long one there is a window, so a list of 30,000 pods needs room for its largest
/// pod. The window's place in the file is kept, for messages.
/// </summary>
internal ref struct JsonFeed : IDisposable
{
    private const int WholeUpTo = 4 << 20;
    private const int Window = 1 << 20;
    private const int LargestValue = 256 << 20;

    private readonly Stream stream;
    private byte[] buffer;
    private int filled;
    private int origin;
    private int valueStart;
    private long dropped;
    private bool ended;

    public JsonFeed(Stream stream, bool severalDocuments = false)
    {
        this.stream = stream;
        long length = stream.CanSeek ? stream.Length : Window;
        buffer = ArrayPool<byte>.Shared.Rent(length < WholeUpTo ? (int)length + 1 : Window);
        Fill();
        Reader = new Utf8JsonReader(buffer.AsSpan(0, filled), ended, new JsonReaderState(new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = severalDocuments }));
    }

    public Utf8JsonReader Reader;

    /// <summary>There is nothing but white space.</summary>
    public readonly bool IsBlank => ended && dropped == 0 && buffer.AsSpan(0, filled).Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>All of the file, where it fits into memory; good until the feed ends.</summary>
    public readonly ReadOnlyMemory<byte>? Whole => ended && dropped == 0 ? buffer.AsMemory(0, filled) : null;

    /// <summary>Byte of the file at which the current token begins, from 0.</summary>
    public readonly long Position => dropped + origin + Reader.TokenStartIndex;

    /// <summary>Moves to the next token; false at the end.</summary>
    /// <exception cref="JsonException">The text is no JSON, or ends in its middle.</exception>
    public bool Read()
    {
        while (!Reader.Read())
        {
            if (ended)
            {
                return false;
            }

            Refill(origin + (int)Reader.BytesConsumed);
        }

        return true;
    }

    /// <summary>Has the value that begins with the current token in memory whole, so that it can be read and skipped without the feed.</summary>
    public void Hold()
    {
        valueStart = origin + (int)Reader.TokenStartIndex;
        while (!ended)
        {
            Utf8JsonReader probe = Reader;
            if (probe.TrySkip())
            {
                return;
            }

            Refill(valueStart);
        }
    }

    /// <summary>Skips the rest of the value that was held, and gives its bytes; they are good until the feed moves on.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (!Reader.TrySkip())
        {
            throw new BrokenFileException("it ends in the middle of an entry");
        }

        return buffer.AsMemory(valueStart, origin + (int)Reader.BytesConsumed - valueStart);
    }

    /// <summary>Skips the current token's value, however long it is.</summary>
    public void Skip()
    {
        if (Reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }

        int depth = Reader.CurrentDepth;
        while (Read() && Reader.CurrentDepth > depth)
        {
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Reader = default;
    }

    private void Refill(int keepFrom)
    {
        int next = origin + (int)Reader.BytesConsumed;
        JsonReaderState state = Reader.CurrentState;
        int kept = filled - keepFrom;
        byte[] target = buffer;
        if (kept > buffer.Length / 2)
        {
            if (buffer.Length >= LargestValue)
            {
                throw new BrokenFileException("it has a value that is larger than 256 MB");
            }

            target = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        }

        buffer.AsSpan(keepFrom, kept).CopyTo(target);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }

        dropped += keepFrom;
        valueStart -= keepFrom;
        origin = next - keepFrom;
        filled = kept;
        Fill();
        Reader = new Utf8JsonReader(buffer.AsSpan(origin, filled - origin), ended, state);
    }

    private void Fill()
    {
        while (filled < buffer.Length)
        {
            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                ended = true;
                return;
            }

            filled += read;
        }
    }
}
