using System.Globalization;

namespace CalicoVxlan.Common;

/// <summary>A block of addresses. The address keeps its host bits; <see cref="Network"/> has none.</summary>
/// <param name="Address">The address as written.</param>
/// <param name="Length">Length of the prefix in bits, 0 to 32 for IPv4 and 0 to 128 for IPv6.</param>
internal readonly record struct Cidr(NetAddress Address, int Length)
{
    public bool IsIpv4 => Address.IsIpv4;

    /// <summary>Bits of an address of its family.</summary>
    public int Width => IsIpv4 ? 32 : 128;

    public bool IsSingle => Length == Width;

    public Cidr Network => new(Address.Mask(Length + 128 - Width), Length);

    public bool Contains(NetAddress address) => address.IsIpv4 == IsIpv4 && address.Mask(Length + 128 - Width) == Network.Address;

    public bool Contains(Cidr other) => other.Length >= Length && Contains(other.Address);

    /// <summary>Reads <c>10.65.0.0/26</c> or a bare address, which is a block of one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Cidr cidr)
    {
        cidr = default;
        int slash = text.IndexOf('/');
        if (!NetAddress.TryParse(slash < 0 ? text : text[..slash], out NetAddress address))
        {
            return false;
        }

        int width = address.IsIpv4 ? 32 : 128;
        int length = width;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > width))
        {
            return false;
        }

        cidr = new Cidr(address, length);
        return true;
    }

    /// <summary>The fewest blocks that are exactly the addresses from one to another; none when these are of two families or the wrong way round.</summary>
    public static IEnumerable<Cidr> Cover(NetAddress first, NetAddress last)
    {
        if (first.IsIpv4 != last.IsIpv4)
        {
            yield break;
        }

        int width = first.IsIpv4 ? 32 : 128;
        UInt128 at = new(first.High, first.Low);
        UInt128 end = new(last.High, last.Low);
        while (at <= end)
        {
            // As large as its first address and what is left allow.
            int bits = Math.Min(width, (int)UInt128.TrailingZeroCount(at));
            while (bits > 0 && (bits == 128 ? end != UInt128.MaxValue || at != 0 : at + ((UInt128.One << bits) - 1) > end))
            {
                bits--;
            }

            yield return new Cidr(new NetAddress((ulong)(at >> 64), (ulong)at), width - bits);
            UInt128 next = bits == 128 ? 0 : at + (UInt128.One << bits);
            if (next <= at)
            {
                yield break;
            }

            at = next;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Length}");
}
