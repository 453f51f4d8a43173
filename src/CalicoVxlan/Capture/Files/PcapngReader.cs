using System.Buffers.Binary;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Files;

/// <summary>
/// Reads pcapng (draft-ietf-opsawg-pcapng): blocks of type, total length, body and the total length again. A section header
/// sets the byte order and forgets the interfaces; packet blocks refer to them by their place in the section.
/// </summary>
internal sealed class PcapngReader : PacketFile
{
    private const uint SectionHeader = 0x0a0d0d0a;
    private const uint InterfaceDescription = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int BlockOverhead = 12;
    private const int LargestBlock = LargestPacket + (64 * 1024);

    private readonly List<PcapngInterface> interfaces = [];
    private readonly PcapngInterfaceNames names;
    private bool bigEndian;

    private PcapngReader(CaptureContext context)
        : base(context) => names = new PcapngInterfaceNames(context);

    /// <summary>A reader, or null when the magic is not that of a section header block.</summary>
    public static PcapngReader? TryOpen(uint magic, CaptureContext context) =>
        magic == SectionHeader ? new PcapngReader(context) : null;

    public override bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default)
    {
        packet = default;
        BlockFeed feed = Feed;
        while (Problem is null)
        {
            if (!feed.Ensure(8, cancellation))
            {
                return EndShort("a block header", 8, cancellation);
            }

            uint type = feed.ReadUInt32(0, bigEndian);
            if (type == SectionHeader && !StartSection(cancellation))
            {
                return false;
            }

            uint total = feed.ReadUInt32(4, bigEndian);
            if (total is < BlockOverhead or > LargestBlock || total % 4 != 0)
            {
                return EndCorrupt($"a block of type {type} with an impossible length of {total} bytes");
            }

            int length = (int)total;
            if (!feed.Ensure(length, cancellation))
            {
                return EndShort($"a block of type {type}", length, cancellation);
            }

            bool isPacket = false;
            bool sound = type switch
            {
                EnhancedPacket => isPacket = TryEnhanced(length, out packet),
                SimplePacket => isPacket = TrySimple(length, out packet),
                ObsoletePacket => isPacket = TryObsolete(length, out packet),
                InterfaceDescription => AddInterface(length),
                _ => true,
            };
            if (!sound)
            {
                return false;
            }

            feed.Skip(length);
            if (isPacket)
            {
                return true;
            }
        }

        return false;
    }

    // A section header's type reads the same in both byte orders; its byte-order magic says which it is.
    private bool StartSection(CancellationToken cancellation)
    {
        if (!Feed.Ensure(12, cancellation))
        {
            return EndShort("a section header", 12, cancellation);
        }

        uint order = Feed.ReadUInt32(8, bigEndian: true);
        if (order is not (0x1a2b3c4d or 0x4d3c2b1a))
        {
            return EndCorrupt($"a section header with the byte-order magic 0x{order:x8}");
        }

        bigEndian = order == 0x1a2b3c4d;
        interfaces.Clear();
        names.StartSection();
        return true;
    }

    private bool AddInterface(int length)
    {
        if (length < 20)
        {
            return EndCorrupt($"an interface description of {length} bytes, 20 are the least");
        }

        interfaces.Add(PcapngInterface.Parse(Feed.Window[8..(length - 4)], bigEndian, names, interfaces.Count));
        return true;
    }

    // | interface 4 | time high 4 | time low 4 | captured 4 | on wire 4 | packet, padded | options |
    private bool TryEnhanced(int length, out CapturedPacket packet)
    {
        packet = default;
        if (length < 32)
        {
            return EndCorrupt($"an enhanced packet block of {length} bytes, 32 are the least");
        }

        uint id = Feed.ReadUInt32(8, bigEndian);
        ulong ticks = ((ulong)Feed.ReadUInt32(12, bigEndian) << 32) | Feed.ReadUInt32(16, bigEndian);
        return TryPacket(id, ticks, Feed.ReadUInt32(20, bigEndian), Feed.ReadUInt32(24, bigEndian), 28, length, true, out packet);
    }

    // | interface 2 | drops 2 | time high 4 | time low 4 | captured 4 | on wire 4 | packet, padded | options |
    private bool TryObsolete(int length, out CapturedPacket packet)
    {
        packet = default;
        if (length < 32)
        {
            return EndCorrupt($"a packet block of {length} bytes, 32 are the least");
        }

        ushort id = Feed.ReadUInt16(8, bigEndian);
        ulong ticks = ((ulong)Feed.ReadUInt32(12, bigEndian) << 32) | Feed.ReadUInt32(16, bigEndian);
        return TryPacket(id, ticks, Feed.ReadUInt32(20, bigEndian), Feed.ReadUInt32(24, bigEndian), 28, length, true, out packet);
    }

    // | on wire 4 | packet, padded |: the first interface, no time, captured as far as its snap length.
    private bool TrySimple(int length, out CapturedPacket packet)
    {
        packet = default;
        if (length < 16)
        {
            return EndCorrupt($"a simple packet block of {length} bytes, 16 are the least");
        }

        uint wire = Feed.ReadUInt32(8, bigEndian);
        uint captured = Math.Min(wire, (uint)(length - 16));
        if (interfaces.Count > 0 && interfaces[0].Point.SnapLength > 0)
        {
            captured = Math.Min(captured, (uint)interfaces[0].Point.SnapLength);
        }

        return TryPacket(0, null, captured, wire, 12, length, false, out packet);
    }

    private bool TryPacket(uint id, ulong? ticks, uint captured, uint wire, int dataAt, int length, bool hasOptions, out CapturedPacket packet)
    {
        packet = default;
        if (id >= (uint)interfaces.Count)
        {
            return EndCorrupt($"a packet of interface {id}, and {interfaces.Count} are described");
        }

        if (captured > (uint)(length - dataAt - 4))
        {
            return EndCorrupt($"a packet of {captured} captured bytes in a block of {length}");
        }

        PcapngInterface source = interfaces[(int)id];
        int optionsAt = dataAt + (((int)captured + 3) & ~3);
        int fcsLength = source.Point.FcsLength;
        string? comment = null;
        if (hasOptions && optionsAt + 4 <= length - 4)
        {
            PcapngOptions options = new(Feed.Window[optionsAt..(length - 4)], bigEndian);
            comment = ReadPacketOptions(options, ref fcsLength);
        }

        PacketLengths lengths = PacketLengths.WithoutFcs((int)captured, Math.Max(wire, captured), fcsLength);
        packet = new CapturedPacket
        {
            Block = Feed.Block,
            Offset = Feed.Position + dataAt,
            CapturedLength = lengths.Captured,
            WireLength = lengths.Wire,
            Number = ++Number,
            TimestampNanoseconds = ticks is { } t ? source.Clock.ToNanoseconds(t) : 0,
            Interface = source.Point,
            Comment = comment,
        };
        return true;
    }

    // opt_comment (1) may repeat; epb_flags (2) may say another FCS length in its bits 5 to 8.
    private string? ReadPacketOptions(PcapngOptions options, ref int fcsLength)
    {
        string? comment = null;
        while (options.TryNext(out ushort code, out ReadOnlySpan<byte> value))
        {
            if (code == PcapngOptions.Comment)
            {
                string text = SafeText.Clean(Encoding.UTF8.GetString(value));
                comment = comment is null ? text : comment + "\n" + text;
            }
            else if (code == 2 && value.Length == 4)
            {
                uint flags = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value);
                fcsLength = (flags >> 5 & 0xf) is > 0 and { } bytes ? (int)bytes : fcsLength;
            }
        }

        return comment;
    }
}
