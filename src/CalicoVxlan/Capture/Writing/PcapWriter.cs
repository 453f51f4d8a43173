using System.Buffers.Binary;

namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// Classic pcap with nanoseconds (draft-ietf-opsawg-pcap): one header with one link type, then the packets.
/// It has no place for interface names and comments, so those are not written.
/// </summary>
public sealed class PcapWriter : ICaptureWriter
{
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const long NanosecondsPerSecond = 1_000_000_000;

    // libpcap cuts what it reads to the header's snap length; this is the most it allows.
    private const int SnapLength = 262_144;

    private readonly CaptureOutput output;
    private LinkType? linkType;

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="name">What messages call the stream.</param>
    public PcapWriter(Stream stream, string name = "standard output")
        : this(CaptureOutput.ToStream(stream, name))
    {
    }

    internal PcapWriter(CaptureOutput output) => this.output = output;

    /// <inheritdoc/>
    /// <exception cref="CaptureException">The packet has another link type than the ones before, or a time that pcap can't hold.</exception>
    public void Write(in CapturedPacket packet, IReadOnlyList<string>? comments = null)
    {
        LinkType linkType = packet.Interface.LinkType;
        if (linkType != this.linkType)
        {
            BeginWith(linkType, packet.Interface.Name);
        }

        (long seconds, long nanoseconds) = Math.DivRem(packet.TimestampNanoseconds, NanosecondsPerSecond);
        if (seconds is < 0 or > uint.MaxValue || nanoseconds < 0)
        {
            throw NotHeld(packet.Number);
        }

        ReadOnlySpan<byte> data = packet.Data;
        Span<byte> record = output.Reserve(RecordHeaderLength + data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)nanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], Math.Max(packet.WireLength, data.Length));
        data.CopyTo(record[RecordHeaderLength..]);
    }

    /// <inheritdoc/>
    public void Flush() => output.Flush();

    /// <inheritdoc/>
    public void Complete()
    {
        if (linkType is null)
        {
            // No packet came: an empty capture is a header, and it has to name some link type.
            WriteFileHeader(LinkType.Ethernet);
        }

        output.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void BeginWith(LinkType linkType, string interfaceName)
    {
        if (this.linkType is { } first)
        {
            throw new CaptureException(
                CaptureFailure.MixedLinkTypes,
                output.Name,
                $"'{output.Name}' holds packets of link type {Describe(first)}, and '{interfaceName}' has link type {Describe(linkType)}: a pcap file has one.",
                "Write pcapng, which holds several.");
        }

        WriteFileHeader(linkType);
    }

    private void WriteFileHeader(LinkType linkType)
    {
        Span<byte> header = output.Reserve(FileHeaderLength);
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], SnapLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], (int)linkType);
        this.linkType = linkType;
    }

    private CaptureException NotHeld(long number) => new(
        CaptureFailure.Other,
        output.Name,
        $"Packet {number} cannot be written to '{output.Name}': its time is outside the years 1970 to 2106 that a pcap file can hold.",
        "Write pcapng.");

    private static string Describe(LinkType linkType) => Enum.IsDefined(linkType) ? $"{linkType} ({(int)linkType})" : $"{(int)linkType}";
}
