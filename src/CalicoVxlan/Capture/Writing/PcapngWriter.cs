using System.Buffers.Binary;

namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// pcapng (draft-ietf-opsawg-pcapng): one little-endian section; an interface description block where a capture point first
/// appears; an enhanced packet block with nanoseconds for each packet.
/// </summary>
public sealed class PcapngWriter : ICaptureWriter
{
    private const uint SectionHeaderBlock = 0x0A0D0D0A;
    private const uint InterfaceDescriptionBlock = 1;
    private const uint EnhancedPacketBlock = 6;
    private const uint ByteOrderMagic = 0x1A2B3C4D;

    // Type and length before the body, the length again after it.
    private const int BlockOverhead = 12;
    private const int SectionBodyLength = 16;
    private const int InterfaceBodyLength = 8;
    private const int PacketBodyLength = 20;

    // "No limit". libpcap refuses a file whose interfaces name different snap lengths, as captures of several nodes do.
    private const int NoSnapLength = 0;

    private readonly CaptureOutput output;
    private readonly Dictionary<(string? Path, string Name, LinkType LinkType), int> _interfaces = [];
    private readonly Dictionary<CaptureInterface, int> seen = new(ReferenceEqualityComparer.Instance);
    private CaptureInterface? lastInterface;
    private int lastId;
    private bool begun;

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="name">What messages call the stream.</param>
    public PcapngWriter(Stream stream, string name = "standard output")
        : this(CaptureOutput.ToStream(stream, name))
    {
    }

    internal PcapngWriter(CaptureOutput output) => this.output = output;

    /// <inheritdoc/>
    public void Write(in CapturedPacket packet, IReadOnlyList<string>? comments = null)
    {
        int interfaceId = ReferenceEquals(packet.Interface, lastInterface) ? lastId : IdOf(packet.Interface);
        ReadOnlySpan<byte> data = packet.Data;
        int padded = PcapngOptions.Padded(data.Length);
        int options = CommentsLength(packet.Comment, comments);

        Span<byte> block = BeginBlock(EnhancedPacketBlock, PacketBodyLength + padded + options);
        ulong timestamp = (ulong)packet.TimestampNanoseconds;
        BinaryPrimitives.WriteInt32LittleEndian(block, interfaceId);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], (uint)(timestamp >> 32));
        BinaryPrimitives.WriteUInt32LittleEndian(block[8..], (uint)timestamp);
        BinaryPrimitives.WriteInt32LittleEndian(block[12..], data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(block[16..], Math.Max(packet.WireLength, data.Length));
        data.CopyTo(block[PacketBodyLength..]);
        block[(PacketBodyLength + data.Length)..(PacketBodyLength + padded)].Clear();
        if (options > 0)
        {
            WriteComments(block.Slice(PacketBodyLength + padded, options), packet.Comment, comments);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        BeginSection();
        output.Flush();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        BeginSection();
        output.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    // The block's body, with type and both lengths already around it.
    private Span<byte> BeginBlock(uint type, int bodyLength)
    {
        int length = checked(BlockOverhead + bodyLength);
        Span<byte> block = output.Reserve(length);
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], length);
        BinaryPrimitives.WriteInt32LittleEndian(block[(length - 4)..], length);
        return block[8..(length - 4)];
    }

    private void BeginSection()
    {
        if (begun)
        {
            return;
        }

        begun = true;
        ReadOnlySpan<byte> application = "CalicoVxlan"u8;
        Span<byte> body = BeginBlock(SectionHeaderBlock, SectionBodyLength + PcapngOptions.LengthOf(application.Length) + PcapngOptions.EndLength);
        BinaryPrimitives.WriteUInt32LittleEndian(body, ByteOrderMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(body[4..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(body[6..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], -1);
        Span<byte> options = body[SectionBodyLength..];
        PcapngOptions.Write(ref options, PcapngOptions.SectionApplication, application);
        PcapngOptions.WriteEnd(options);
    }

    private int IdOf(CaptureInterface point)
    {
        BeginSection();
        if (!seen.TryGetValue(point, out int id))
        {
            // The eth0 of one node's file is not the eth0 of another's; one file read twice is the same.
            (string?, string, LinkType) key = (point.Path, point.Name, point.LinkType);
            if (!_interfaces.TryGetValue(key, out id))
            {
                id = _interfaces.Count;
                WriteInterface(point);
                _interfaces.Add(key, id);
            }

            seen.Add(point, id);
        }

        lastInterface = point;
        lastId = id;
        return id;
    }

    private void WriteInterface(CaptureInterface point)
    {
        if ((int)point.LinkType is < 0 or > ushort.MaxValue)
        {
            throw new CaptureException(
                CaptureFailure.Other,
                output.Name,
                $"'{output.Name}' cannot hold link type {(int)point.LinkType} of '{point.Name}': pcapng has room for numbers up to 65535.",
                "Leave this interface's packets out, or write pcap.");
        }

        int nameLength = PcapngOptions.TextLength(point.Name);
        Span<byte> body = BeginBlock(
            InterfaceDescriptionBlock,
            InterfaceBodyLength + PcapngOptions.LengthOf(nameLength) + PcapngOptions.LengthOf(1) + PcapngOptions.EndLength);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)point.LinkType);
        BinaryPrimitives.WriteUInt16LittleEndian(body[2..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(body[4..], NoSnapLength);
        Span<byte> options = body[InterfaceBodyLength..];
        PcapngOptions.WriteText(ref options, PcapngOptions.InterfaceName, point.Name, nameLength);
        PcapngOptions.Write(ref options, PcapngOptions.InterfaceTimestampResolution, [9]);
        PcapngOptions.WriteEnd(options);
    }

    private static int CommentsLength(string? own, IReadOnlyList<string>? comments)
    {
        int length = 0;
        if (comments is null)
        {
            length = own is null ? 0 : PcapngOptions.LengthOf(PcapngOptions.TextLength(own));
        }
        else
        {
            for (int i = 0; i < comments.Count; i++)
            {
                length = checked(length + PcapngOptions.LengthOf(PcapngOptions.TextLength(comments[i])));
            }
        }

        return length == 0 ? 0 : length + PcapngOptions.EndLength;
    }

    private static void WriteComments(Span<byte> options, string? own, IReadOnlyList<string>? comments)
    {
        if (comments is null)
        {
            PcapngOptions.WriteText(ref options, PcapngOptions.Comment, own!, PcapngOptions.TextLength(own!));
        }
        else
        {
            for (int i = 0; i < comments.Count; i++)
            {
                PcapngOptions.WriteText(ref options, PcapngOptions.Comment, comments[i], PcapngOptions.TextLength(comments[i]));
            }
        }

        PcapngOptions.WriteEnd(options);
    }
}
