using System.Net;

namespace CalicoVxlan.Common;

/// <summary>Addresses as people write them: MACs in lower-case hex with colons, IPv6 by RFC 5952.</summary>
public static class AddressText
{
    /// <summary>A MAC address such as <c>66:f9:37:c3:7e:94</c>; null when there are not 6 bytes.</summary>
    public static string? Mac(ReadOnlySpan<byte> address)
    {
        if (address.Length != 6)
        {
            return null;
        }

        Span<char> text = stackalloc char[17];
        for (int i = 0; i < 6; i++)
        {
            text[i * 3] = HexDigit(address[i] >> 4);
            text[(i * 3) + 1] = HexDigit(address[i] & 0xf);
            if (i < 5)
            {
                text[(i * 3) + 2] = ':';
            }
        }

        return new string(text);
    }

    /// <summary>An IPv4 (4 bytes) or IPv6 (16 bytes) address; null for any other number of bytes.</summary>
    public static string? Ip(ReadOnlySpan<byte> address) => address.Length switch
    {
        4 => RecentIpv4.Text(address),
        16 => new IPAddress(address).ToString(),
        _ => null,
    };

    internal static string Ipv4(ReadOnlySpan<byte> address)
    {
        Span<char> text = stackalloc char[15];
        int at = 0;
        for (int i = 0; i < 4; i++)
        {
            int part = address[i];
            if (part >= 100)
            {
                text[at++] = (char)('0' + (part / 100));
            }

            if (part >= 10)
            {
                text[at++] = (char)('0' + (part / 10 % 10));
            }

            text[at++] = (char)('0' + (part % 10));
            if (i < 3)
            {
                text[at++] = '.';
            }
        }

        return new string(text[..at]);
    }

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
