using System.Buffers.Binary;

namespace CalicoVxlan.Capture.Files;

/// <summary>Walks the options at a pcapng block's end: code 2 bytes, length 2 bytes, value padded to 4 bytes.</summary>
internal ref struct PcapngOptions(ReadOnlySpan<byte> options, bool bigEndian)
{
    /// <summary>opt_comment, in any block; may repeat.</summary>
    public const ushort Comment = 1;

    private ReadOnlySpan<byte> rest = options;

    /// <summary>The next option; false at the last one, or where they no longer make sense.</summary>
    public bool TryNext(out ushort code, out ReadOnlySpan<byte> value)
    {
        code = 0;
        value = default;
        if (rest.Length < 4)
        {
            return false;
        }

        code = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(rest) : BinaryPrimitives.ReadUInt16LittleEndian(rest);
        int length = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
        if (code == 0 || length > rest.Length - 4)
        {
            return false;
        }

        value = rest.Slice(4, length);
        rest = rest[Math.Min(rest.Length, 4 + ((length + 3) & ~3))..];
        return true;
    }
}
