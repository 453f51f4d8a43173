using System.Buffers.Text;
using System.Text;

namespace CalicoVxlan.Common;

/// <summary>Addresses out of UTF-8 text, without a string for each: a large cluster's tables hold millions.</summary>
internal static class Utf8Address
{
    /// <summary>An IPv4 address in four decimal parts, or an IPv6 address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out NetAddress address)
    {
        if (TryParseIpv4(text, out uint value))
        {
            address = NetAddress.Ipv4(value);
            return true;
        }

        address = default;
        return text.Length is > 0 and <= 45 && text.IndexOf((byte)':') >= 0 && NetAddress.TryParse(Encoding.ASCII.GetString(text), out address);
    }

    /// <summary>A block; a bare address is a block of one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Cidr cidr)
    {
        cidr = default;
        int slash = text.IndexOf((byte)'/');
        if (!TryParse(slash < 0 ? text : text[..slash], out NetAddress address))
        {
            return false;
        }

        int width = address.IsIpv4 ? 32 : 128;
        int length = width;
        if (slash >= 0 && (!Utf8Parser.TryParse(text[(slash + 1)..], out length, out int used) || used != text.Length - slash - 1 || length < 0 || length > width))
        {
            return false;
        }

        cidr = new Cidr(address, length);
        return true;
    }

    /// <summary>A MAC in pairs with colons or dashes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out MacAddress address)
    {
        address = default;
        if (text.Length != 17)
        {
            return false;
        }

        ulong value = 0;
        for (int i = 0; i < 17; i++)
        {
            if (i % 3 == 2)
            {
                if (text[i] is not ((byte)':' or (byte)'-'))
                {
                    return false;
                }

                continue;
            }

            int digit = text[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => text[i] - '0',
                >= (byte)'a' and <= (byte)'f' => text[i] - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => text[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        address = new MacAddress(value);
        return true;
    }

    private static bool TryParseIpv4(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        int parts = 0;
        int digits = 0;
        uint part = 0;
        foreach (byte character in text)
        {
            if (character == '.')
            {
                if (digits == 0 || ++parts > 3)
                {
                    return false;
                }

                value = (value << 8) | part;
                part = 0;
                digits = 0;
            }
            else if (character is >= (byte)'0' and <= (byte)'9' && (digits == 0 || part > 0) && ++digits <= 3)
            {
                // A leading zero is octal to some, and no address to Go.
                part = (part * 10) + (uint)(character - '0');
                if (part > 255)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        value = (value << 8) | part;
        return parts == 3 && digits > 0;
    }
}
