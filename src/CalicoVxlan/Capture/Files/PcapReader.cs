using System.Runtime.CompilerServices;
namespace CalicoVxlan.Capture.Files;

/// <summary>
/// Reads classic pcap (draft-ietf-opsawg-pcap): a 24-byte file header, then records of a 16-byte header and the packet.
/// <code>
///  0       4        8         12        |  modified pcap adds
/// | secs  | frac   | captured | on wire |  ifindex 4, protocol 2, packet type 1, pad 1
/// </code>
/// </summary>
internal sealed class PcapReader : PacketFile
{
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const int ModifiedRecordHeaderLength = 24;

    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;
    private const uint Modified = 0xa1b2cd34;

    // In the link type field: bit 26 says that the upper four bits hold the FCS length in 16-bit units.
    private const uint FcsLengthPresent = 0x0400_0000;

    private readonly bool bigEndian;
    private readonly int headerLength;
    private readonly int fractionUnit;
    private readonly int fcsLength;
    private readonly CaptureInterface point;

    private PcapReader(CaptureContext context, bool bigEndian, uint magic)
        : base(context)
    {
        this.bigEndian = bigEndian;
        headerLength = magic == Modified ? ModifiedRecordHeaderLength : RecordHeaderLength;
        fractionUnit = magic == Nanoseconds ? 1 : 1000;
        uint snapLength = Feed.ReadUInt32(16, bigEndian);
        uint network = Feed.ReadUInt32(20, bigEndian);
        fcsLength = (network & FcsLengthPresent) != 0 ? (int)(network >> 28) * 2 : 0;
        point = new CaptureInterface(context.Name, (LinkType)(network & 0xffff))
        {
            Path = context.Path,
            FcsLength = fcsLength,
            SnapLength = (int)Math.Min(snapLength, int.MaxValue),
        };
        Feed.Skip(FileHeaderLength);
    }

    /// <summary>A reader, or null when the magic (as read big-endian) is none of pcap's.</summary>
    public static PcapReader? TryOpen(uint magic, CaptureContext context, CancellationToken cancellation)
    {
        uint swapped = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(magic);
        bool bigEndian = IsMagic(magic);
        return !bigEndian && !IsMagic(swapped)
            ? null
            : !context.Feed.Ensure(FileHeaderLength, cancellation)
            ? null
            : new PcapReader(context, bigEndian, bigEndian ? magic : swapped);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default)
    {
        packet = default;
        BlockFeed feed = Feed;
        if (Problem is not null)
        {
            return false;
        }

        if (!feed.Ensure(headerLength, cancellation))
        {
            return EndShort("a record header", headerLength, cancellation);
        }

        uint captured = feed.ReadUInt32(8, bigEndian);
        if (captured > LargestPacket)
        {
            return EndCorrupt($"a record of {captured} captured bytes, more than the {LargestPacket} that a packet can have");
        }

        if (!feed.Ensure(headerLength + (int)captured, cancellation))
        {
            return EndShort("a record", headerLength + (int)captured, cancellation);
        }

        long seconds = feed.ReadUInt32(0, bigEndian);
        long fraction = feed.ReadUInt32(4, bigEndian);
        uint wire = Math.Max(feed.ReadUInt32(12, bigEndian), captured);
        PacketLengths lengths = PacketLengths.WithoutFcs((int)captured, wire, fcsLength);
        packet = new CapturedPacket
        {
            Block = feed.Block,
            Offset = feed.Position + headerLength,
            CapturedLength = lengths.Captured,
            WireLength = lengths.Wire,
            Number = ++Number,
            TimestampNanoseconds = (seconds * 1_000_000_000) + (fraction * fractionUnit),
            Interface = point,
        };
        feed.Skip(headerLength + (int)captured);
        return true;
    }

    private static bool IsMagic(uint magic) => magic is Microseconds or Nanoseconds or Modified;
}
