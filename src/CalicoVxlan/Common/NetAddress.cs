using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;

namespace CalicoVxlan.Common;

/// <summary>An IPv4 or IPv6 address as two numbers, quick to compare and to hash; IPv4 in its IPv6-mapped form (RFC 4291).</summary>
internal readonly record struct NetAddress(ulong High, ulong Low)
{
    private const ulong MappedPrefix = 0x0000_ffff_0000_0000;

    // Written out: comparing is what flow tables do most.
    public bool Equals(NetAddress other) => High == other.High && Low == other.Low;

    public override int GetHashCode() => HashCode.Combine(High, Low);

    /// <summary>fe80::/10 or ff00::/8.</summary>
    public bool IsLinkLocalOrMulticast => High >> 54 == 0x3fa || High >> 56 == 0xff;

    public bool IsIpv4 => High == 0 && Low >> 32 == 0xffff;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NetAddress Ipv4(ReadOnlySpan<byte> bytes) => new(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(bytes));

    public static NetAddress Ipv4(uint address) => new(0, MappedPrefix | address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NetAddress Ipv6(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public static NetAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out int length) && length == 16 ? Ipv6(bytes) : Ipv4(bytes);
    }

    /// <summary>
    /// Reads an address; IPv4 as Go does, which Calico is written in: four decimal parts without leading zeros, so that no octal or hexadecimal ones
    /// are taken.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NetAddress result)
    {
        result = default;
        if (text.Length is 0 or > 45 || !IPAddress.TryParse(text, out IPAddress? address)
            || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && !IsDecimal(text)))
        {
            return false;
        }

        result = From(address);
        return true;
    }

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        int parts = 0;
        foreach (Range part in text.Split('.'))
        {
            ReadOnlySpan<char> digits = text[part];
            parts++;
            if (digits.IsEmpty || (digits.Length > 1 && digits[0] == '0') || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return parts == 4;
    }

    /// <summary>The address that many further on; it wraps within its 128 bits.</summary>
    public NetAddress Plus(ulong count) => new(High + (Low + count < Low ? 1UL : 0), Low + count);

    /// <summary>The first <paramref name="bits"/> of 128; the rest zero.</summary>
    public NetAddress Mask(int bits) => bits switch
    {
        <= 0 => default,
        < 64 => new NetAddress(High & (ulong.MaxValue << (64 - bits)), 0),
        < 128 => new NetAddress(High, bits == 64 ? 0 : Low & (ulong.MaxValue << (128 - bits))),
        _ => this,
    };

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return AddressText.Ip(IsIpv4 ? bytes[12..] : bytes)!;
    }
}
