using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CalicoVxlan.Packets;

/// <summary>The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words.</summary>
public static class InternetChecksum
{
    /// <summary>Adds data to a sum. Only the last piece may have an odd length.</summary>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> data)
    {
        // 32-bit words in the machine's order: ones' complement sums do not mind, the bytes are swapped at the end.
        foreach (uint word in MemoryMarshal.Cast<byte, uint>(data))
        {
            sum += word;
        }

        ReadOnlySpan<byte> rest = data[(data.Length & ~3)..];
        if (rest.Length >= 2)
        {
            sum += MemoryMarshal.Read<ushort>(rest);
            rest = rest[2..];
        }

        if (rest.Length == 1)
        {
            Span<byte> last = [rest[0], 0];
            sum += MemoryMarshal.Read<ushort>(last);
        }

        return sum;
    }

    /// <summary>Adds the pseudo-header of IPv4 (RFC 9293) or IPv6 (RFC 8200).</summary>
    /// <param name="source">Source address, 4 or 16 bytes.</param>
    /// <param name="destination">Destination address, as many.</param>
    /// <param name="protocol">The upper layer's protocol.</param>
    /// <param name="length">Bytes of the upper layer's header and payload.</param>
    public static ulong PseudoHeader(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, byte protocol, int length)
    {
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(tail, length);
        BinaryPrimitives.WriteInt32BigEndian(tail[4..], protocol);
        return Add(Add(Add(0, source), destination), tail);
    }

    /// <summary>The sum as 16 bits in network order, not complemented: 0xffff over data that holds a correct checksum.</summary>
    public static ushort Fold(ulong sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)sum) : (ushort)sum;
    }
}
