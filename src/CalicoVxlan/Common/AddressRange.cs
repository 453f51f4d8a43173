using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CalicoVxlan.Common;

/// <summary>An address or a CIDR block to look for, such as <c>10.65.1.2</c>, <c>10.65.1.0/26</c> or <c>fd00::/64</c>.</summary>
public sealed class AddressRange
{
    private readonly NetAddress network;
    private readonly int bits;
    private readonly string text;

    private AddressRange(NetAddress network, int bits, string text)
    {
        this.network = network;
        this.bits = bits;
        this.text = text;
    }

    /// <summary>Parses an address or a block.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static AddressRange Parse(string text) => TryParse(text, out AddressRange? range)
        ? range
        : throw new FormatException($"'{SafeText.Clean(text ?? "")}' is neither an IP address (10.65.1.2, fd00::2) nor a block (10.65.1.0/26).");

    /// <summary>Parses an address or a block; false when the text is neither.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AddressRange? range)
    {
        range = null;
        string[] parts = (text ?? "").Split('/');
        // IPAddress takes "1" and "0x7f.1" for addresses; an admin who typed that meant something else.
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out IPAddress? address)
            || (address.AddressFamily == AddressFamily.InterNetwork && parts[0].Count(static c => c == '.') != 3))
        {
            return false;
        }

        int width = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        int length = width;
        if (parts.Length == 2
            && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > width))
        {
            return false;
        }

        int bits = length + 128 - width;
        range = new AddressRange(NetAddress.From(address).Mask(bits), bits, text!);
        return true;
    }

    /// <summary>The text it was parsed from.</summary>
    public override string ToString() => text;

    internal bool Contains(NetAddress address) => address.Mask(bits) == network;
}
