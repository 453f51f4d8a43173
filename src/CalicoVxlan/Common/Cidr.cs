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

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{Length}");
}
