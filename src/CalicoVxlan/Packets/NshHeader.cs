namespace CalicoVxlan.Packets;

/// <summary>
/// A network service header (RFC 8300), met inside VXLAN-GPE; only its length and what follows it matter here.
/// <code>
///  0                     2                      3               4                     8
/// | ver 2 O U TTL 6 length 6 | unused 4 type 4 | next protocol | service path, index | context
/// </code>
/// </summary>
public readonly ref struct NshHeader
{
    /// <summary>Bytes of the header without context.</summary>
    public const int MinimumLength = 8;

    private NshHeader(int length, byte next)
    {
        HeaderLength = length;
        NextProtocol = next;
    }

    /// <summary>Bytes of the header with its context, 8 to 252.</summary>
    public int HeaderLength { get; }

    /// <summary>What follows: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH.</summary>
    public byte NextProtocol { get; }

    /// <summary>Bytes of the header by its second byte; below 8 it can't be one.</summary>
    public static int LengthOf(byte second) => (second & 0x3f) * 4;

    /// <summary>The header at the data's beginning; false when its length is impossible or bytes are missing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out NshHeader header)
    {
        header = default;
        if (data.Length < MinimumLength)
        {
            return false;
        }

        int length = LengthOf(data[1]);
        if (length < MinimumLength || length > data.Length)
        {
            return false;
        }

        header = new NshHeader(length, data[3]);
        return true;
    }
}
