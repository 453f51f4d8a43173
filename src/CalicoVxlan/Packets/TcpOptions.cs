using System.Buffers.Binary;

namespace CalicoVxlan.Packets;

/// <summary>The TCP options that tell an admin something: MSS and window scale of a SYN, SACK, timestamps (RFC 9293, RFC 7323, RFC 2018).</summary>
public readonly struct TcpOptions
{
    /// <summary>Largest segment the sender takes, in bytes; null when not said.</summary>
    public int? MaximumSegmentSize { get; private init; }

    /// <summary>The window's shift, 0 to 14; null when not said.</summary>
    public int? WindowScale { get; private init; }

    /// <summary>True when the SYN permits selective acknowledgment.</summary>
    public bool SackPermitted { get; private init; }

    /// <summary>Blocks of data acknowledged out of order, 0 to 4.</summary>
    public int SackBlocks { get; private init; }

    /// <summary>The sender's timestamp; null when not said.</summary>
    public uint? Timestamp { get; private init; }

    /// <summary>The timestamp echoed; null when not said.</summary>
    public uint? TimestampEcho { get; private init; }

    /// <summary>Reads options up to the first that makes no sense.</summary>
    public static TcpOptions Parse(ReadOnlySpan<byte> options)
    {
        TcpOptions parsed = default;
        while (!options.IsEmpty && options[0] != 0)
        {
            if (options[0] == 1)
            {
                options = options[1..];
                continue;
            }

            if (options.Length < 2 || options[1] < 2 || options[1] > options.Length)
            {
                break;
            }

            ReadOnlySpan<byte> value = options[2..options[1]];
            parsed = (options[0], value.Length) switch
            {
                (2, 2) => parsed with { MaximumSegmentSize = BinaryPrimitives.ReadUInt16BigEndian(value) },
                (3, 1) => parsed with { WindowScale = value[0] },
                (4, 0) => parsed with { SackPermitted = true },
                (5, _) => parsed with { SackBlocks = value.Length / 8 },
                (8, 8) => parsed with
                {
                    Timestamp = BinaryPrimitives.ReadUInt32BigEndian(value),
                    TimestampEcho = BinaryPrimitives.ReadUInt32BigEndian(value[4..]),
                },
                _ => parsed,
            };
            options = options[options[1]..];
        }

        return parsed;
    }
}
