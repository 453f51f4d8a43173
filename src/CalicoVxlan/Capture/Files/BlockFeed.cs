using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CalicoVxlan.Capture.Files;

/// <summary>
/// A stream as one moving window of contiguous bytes. A <see cref="ReadAhead"/> thread fills blocks; a record that crosses two
/// blocks is made whole by copying its beginning into the room before the second one, so nothing else is ever copied.
/// </summary>
internal sealed class BlockFeed : IDisposable
{
    private readonly ReadAhead source;
    private byte[] block = [];
    private int position;
    private int end;
    private long consumed;

    public BlockFeed(ReadAhead source) => this.source = source;

    /// <summary>The block that the window lies in; changes only in <see cref="Ensure"/>.</summary>
    public byte[] Block => block;

    /// <summary>Where in <see cref="Block"/> the window begins.</summary>
    public int Position => position;

    /// <summary>Offset of the window's first byte in the (uncompressed) stream.</summary>
    public long StreamOffset => consumed;

    /// <summary>Bytes in the window now.</summary>
    public int Available => end - position;

    /// <summary>Why the stream ended before its end, if it did.</summary>
    public Exception? Failure => source.Failure;

    /// <summary>The window's first bytes.</summary>
    public ReadOnlySpan<byte> Window => block.AsSpan(position, end - position);

    /// <summary>Makes the window at least <paramref name="count"/> bytes long; false when the stream ends (or the token is cancelled) before that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Ensure(int count, CancellationToken cancellation) =>
        end - position >= count || EnsureSlow(count, cancellation);

    /// <summary>Moves the window's beginning; the bytes must be in the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        position += count;
        consumed += count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32(int at, bool bigEndian)
    {
        uint value = Unsafe.ReadUnaligned<uint>(ref block[position + at]);
        return bigEndian == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    public ushort ReadUInt16(int at, bool bigEndian)
    {
        ReadOnlySpan<byte> two = block.AsSpan(position + at, 2);
        return bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two);
    }

    public void Dispose() => source.Dispose();

    // Grows only by what has arrived, so a length that lies costs nothing.
    private bool EnsureSlow(int count, CancellationToken cancellation)
    {
        while (end - position < count)
        {
            if (!source.TryTake(out BlockRange? next, cancellation))
            {
                return false;
            }

            if (ReferenceEquals(next.Block, block) && next.Start == end)
            {
                end = next.Start + next.Length;
                continue;
            }

            int left = end - position;
            if (left <= next.Start)
            {
                Buffer.BlockCopy(block, position, next.Block, next.Start - left, left);
                source.Release(block);
                block = next.Block;
                position = next.Start - left;
                end = next.Start + next.Length;
            }
            else
            {
                // A record larger than the room before a block gets an array of its own, doubled as data comes in.
                byte[] larger = new byte[Math.Max(left + next.Length, Math.Min(count, 2 * (left + next.Length)))];
                Buffer.BlockCopy(block, position, larger, 0, left);
                Buffer.BlockCopy(next.Block, next.Start, larger, left, next.Length);
                block = larger;
                position = 0;
                end = left + next.Length;
            }
        }

        return true;
    }
}
