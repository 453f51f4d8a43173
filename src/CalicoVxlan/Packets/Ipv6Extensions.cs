using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>
/// Walks IPv6 extension headers (RFC 8200 section 4, AH by RFC 4302, the jumbo payload option by RFC 2675).
/// <code>
///  0             1             2          hop-by-hop, routing, destination options: (length + 1) * 8 bytes
/// | next header | length      | ...       authentication: (length + 2) * 4 bytes
///
///  0             1          2                         4                8
/// | next header | reserved | offset 13 | 0 2 | M 1   | identification |     fragment
/// </code>
/// </summary>
public ref struct Ipv6Extensions
{
    // A chain longer than this is an attack and not a packet.
    private const int LongestChain = 16;

    /// <summary>The first header that is no extension (or the one where the walk ended).</summary>
    public byte Protocol { get; private set; }

    /// <summary>Bytes of all extension headers passed.</summary>
    public int Length { get; private set; }

    /// <summary>True when a fragment header was passed.</summary>
    public bool IsFragment { get; private set; }

    /// <summary>Where in the original payload this fragment's begins, in bytes.</summary>
    public int FragmentOffset { get; private set; }

    /// <summary>True when fragments with a higher offset follow.</summary>
    public bool MoreFragments { get; private set; }

    /// <summary>The fragment header's identification.</summary>
    public uint Identification { get; private set; }

    /// <summary>The jumbo payload length of a hop-by-hop option; 0 when there is none.</summary>
    public uint JumboLength { get; private set; }

    /// <summary>How many bytes of the next extension header are needed; 0 when the walk reached its end.</summary>
    public int Missing { get; private set; }

    /// <summary>Walks the chain that begins with header <paramref name="next"/> at the data's beginning, as far as the data reaches.</summary>
    public static Ipv6Extensions Walk(byte next, ReadOnlySpan<byte> data)
    {
        Ipv6Extensions walk = new() { Protocol = next };
        for (int i = 0; i < LongestChain && IsExtension(walk.Protocol); i++)
        {
            ReadOnlySpan<byte> rest = data[walk.Length..];
            if (rest.Length < 8)
            {
                walk.Missing = 8;
                break;
            }

            int length = walk.Protocol switch
            {
                IpProtocol.Fragment => 8,
                IpProtocol.Authentication => (rest[1] + 2) * 4,
                _ => (rest[1] + 1) * 8,
            };
            if (rest.Length < length)
            {
                walk.Missing = length;
                break;
            }

            if (walk.Protocol == IpProtocol.Fragment)
            {
                walk.ReadFragment(rest);
            }
            else if (walk.Protocol == IpProtocol.HopByHop)
            {
                walk.ReadHopByHop(rest[2..length]);
            }

            walk.Protocol = rest[0];
            walk.Length += length;
            if (walk.IsFragment && walk.FragmentOffset > 0)
            {
                break;
            }
        }

        return walk;
    }

    private static bool IsExtension(byte header) => header
        is IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.Fragment or IpProtocol.DestinationOptions or IpProtocol.Authentication;

    private void ReadFragment(ReadOnlySpan<byte> header)
    {
        ushort offset = BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        IsFragment = true;
        FragmentOffset = offset & 0xfff8;
        MoreFragments = (offset & 1) != 0;
        Identification = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
    }

    // Options are type, length, value; type 0 is a single byte of padding, 0xc2 the jumbo payload.
    private void ReadHopByHop(ReadOnlySpan<byte> options)
    {
        while (options.Length >= 2)
        {
            if (options[0] == 0)
            {
                options = options[1..];
                continue;
            }

            int length = options[1] + 2;
            if (options[0] == 0xc2 && options[1] == 4 && options.Length >= 6)
            {
                JumboLength = BinaryPrimitives.ReadUInt32BigEndian(options[2..]);
            }

            options = options[Math.Min(length, options.Length)..];
        }
    }
}
