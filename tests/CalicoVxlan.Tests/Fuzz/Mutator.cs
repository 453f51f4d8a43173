using System.Buffers.Binary;

namespace CalicoVxlan.Tests.Fuzz;

/// <summary>Spoils bytes, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    // Numbers that mean something in a header, and those at the ends of what a field holds.
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0c, 17, 0x11, 20, 41, 44, 47, 0x3a, 0x3c, 0x40, 0x44, 0x45, 0x46, 0x4f, 0x60, 0x7f, 0x80, 0x81, 0x86, 0x88, 0xa8, 0xc2, 0xdd, 0xfe, 0xff];
    private static readonly ushort[] TellingWords = [0, 1, 7, 8, 19, 20, 0x0800, 0x0806, 0x8100, 0x86dd, 0x88a8, 0x9100, 0x12b5, 0x12b6, 0x2118, 0x2000, 0x1fff, 0x7fff, 0x8000, 0xffff];

    public Random Random { get; } = new(seed);

    /// <summary>A spoilt copy in an array of exactly its length, so that reading past its end fails.</summary>
    /// <param name="bytes">The original.</param>
    /// <param name="other">What pieces are taken from.</param>
    /// <param name="head">Most changes go into so many bytes at the beginning.</param>
    public byte[] Mutate(byte[] bytes, byte[] other, int head)
    {
        byte[] spoilt = (byte[])bytes.Clone();
        for (int changes = Random.Next(1, 5); changes > 0 && spoilt.Length > 0; changes--)
        {
            spoilt = Change(spoilt, other, head);
        }

        return spoilt;
    }

    private byte[] Change(byte[] bytes, byte[] other, int head)
    {
        int at = Random.Next(Random.Next(8) == 0 ? bytes.Length : Math.Min(head, bytes.Length));
        switch (Random.Next(12))
        {
            case 0 or 1 or 2:
                bytes[at] ^= (byte)(1 << Random.Next(8));
                return bytes;
            case 3 or 4:
                bytes[at] = Telling[Random.Next(Telling.Length)];
                return bytes;
            case 5:
                bytes[at] = (byte)Random.Next(256);
                return bytes;
            case 6 or 7 when at + 2 <= bytes.Length:
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), TellingWords[Random.Next(TellingWords.Length)]);
                return bytes;
            case 8 when at + 4 <= bytes.Length:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Random.Next(3) == 0 ? uint.MaxValue >> Random.Next(32) : (uint)Random.Next(300));
                return bytes;
            case 9:
                return bytes[..at];
            case 10:
                int from = Random.Next(other.Length + 1);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Math.Min(other.Length - from, 4000))];
            default:
                int end = Math.Min(bytes.Length, at + Random.Next(1, 40));
                return Random.Next(2) == 0
                    ? [.. bytes.AsSpan(0, at), .. bytes.AsSpan(end)]
                    : [.. bytes.AsSpan(0, end), .. bytes.AsSpan(at)];
        }
    }
}
