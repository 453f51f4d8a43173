using System.Globalization;

namespace CalicoVxlan.Common;

/// <summary>An Ethernet address as a number, quick to compare and to hash; its text is <c>66:f9:37:c3:7e:94</c>.</summary>
internal readonly record struct MacAddress(ulong Value)
{
    /// <summary>The host's end of every pod's veth (calico cni-plugin dataplane_linux.go).</summary>
    public static MacAddress CalicoHost { get; } = new(0xeeee_eeee_eeee);

    public bool IsZero => Value == 0;

    /// <summary>Reads twelve hexadecimal digits with colons or dashes between the pairs (Windows writes dashes).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        address = default;
        if (text.Length != 17)
        {
            return false;
        }

        ulong value = 0;
        for (int i = 0; i < 17; i += 3)
        {
            if ((i > 0 && text[i - 1] is not (':' or '-')) || !byte.TryParse(text.Slice(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte part))
            {
                return false;
            }

            value = (value << 8) | part;
        }

        address = new MacAddress(value);
        return true;
    }

    public override string ToString() => string.Create(17, Value, static (text, value) =>
    {
        for (int i = 0; i < 6; i++)
        {
            byte part = (byte)(value >> (40 - (8 * i)));
            text[3 * i] = "0123456789abcdef"[part >> 4];
            text[(3 * i) + 1] = "0123456789abcdef"[part & 15];
            if (i < 5)
            {
                text[(3 * i) + 2] = ':';
            }
        }
    });
}
