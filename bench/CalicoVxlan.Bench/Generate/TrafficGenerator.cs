using System.Buffers.Binary;

namespace CalicoVxlan.Bench.Generate;

/// <summary>Writes a classic pcap file of VXLAN traffic that is the same, byte for byte, for the same options.</summary>
internal sealed class TrafficGenerator
{
    private const uint NanosecondMagic = 0xa1b23c4d;
    private const uint MicrosecondMagic = 0xa1b2c3d4;
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const int LargestFrame = 1514;
    private const int BufferSize = 1024 * 1024;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long Start = 1_767_225_600 * NanosecondsPerSecond; // 2026-01-01

    // 30 microseconds from frame to frame on average: two million frames are a minute.
    private const int LargestGap = 60_000;

    private readonly TrafficOptions options;
    private readonly SyntheticFlow[] flows;
    private SplitMix random;
    private long time = Start;

    public TrafficGenerator(TrafficOptions options)
    {
        this.options = options;
        random = new SplitMix(options.Seed);
        flows = new SyntheticFlow[options.Flows];
        for (int i = 0; i < flows.Length; i++)
        {
            flows[i] = new SyntheticFlow(i, options.VtepPairs, ref random);
        }
    }

    /// <summary>The next frame in full length, for a sender.</summary>
    public byte[] NextFrame()
    {
        byte[] frame = new byte[LargestFrame];
        int length = flows[random.Below(flows.Length)].Next(frame, ref random);
        return frame[..length];
    }

    public void Write(Stream stream)
    {
        byte[] buffer = new byte[BufferSize];
        int used = WriteFileHeader(buffer);
        byte[] frame = new byte[LargestFrame];
        for (long i = 0; i < options.Frames; i++)
        {
            if (buffer.Length - used < RecordHeaderLength + LargestFrame)
            {
                stream.Write(buffer, 0, used);
                used = 0;
            }

            used += WriteRecord(buffer.AsSpan(used), frame);
        }

        stream.Write(buffer, 0, used);
    }

    private int WriteRecord(Span<byte> record, Span<byte> frame)
    {
        // Only the headers are ever written, but a shorter header leaves the rest of a longer one behind.
        frame[FrameLayout.InnerTransport..FrameLayout.HeadersLength].Clear();
        int wire = flows[random.Below(flows.Length)].Next(frame, ref random);
        int captured = Math.Min(wire, options.SnapLength);
        time += 1 + random.Below(LargestGap);
        (long seconds, long fraction) = Math.DivRem(time, NanosecondsPerSecond);
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)seconds);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(options.Microseconds ? fraction / 1000 : fraction));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], captured);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], wire);
        frame[..captured].CopyTo(record[RecordHeaderLength..]);
        return RecordHeaderLength + captured;
    }

    private int WriteFileHeader(Span<byte> header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, options.Microseconds ? MicrosecondMagic : NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], options.SnapLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], 1);
        return FileHeaderLength;
    }
}
