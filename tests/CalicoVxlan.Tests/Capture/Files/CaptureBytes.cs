using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Files;

namespace CalicoVxlan.Tests.Capture.Files;

/// <summary>Builds capture files byte by byte, by the drafts and not with the writers under test.</summary>
internal sealed class CaptureBytes(bool bigEndian = false)
{
    private readonly List<byte> bytes = [];

    public const uint Micro = 0xa1b2c3d4;
    public const uint Nano = 0xa1b23c4d;
    public const uint Modified = 0xa1b2cd34;

    public int Length => bytes.Count;

    public CaptureBytes Pcap(uint magic = Micro, uint network = 1, uint snap = 262_144) => U32(magic).U16(2).U16(4).U32(0).U32(0).U32(snap).U32(network);

    public CaptureBytes Record(byte[] data, uint seconds = 1000, uint fraction = 5, uint? wire = null, byte[]? more = null)
    {
        _ = U32(seconds).U32(fraction).U32((uint)data.Length).U32(wire ?? (uint)data.Length);
        return Raw(more ?? []).Raw(data);
    }

    public CaptureBytes Section(long length = -1) => Block(0x0a0d0d0a, b => b.U32(0x1a2b3c4d).U16(1).U16(0).U64((ulong)length));

    public CaptureBytes Interface(int link = 1, string? name = null, uint snap = 0, Action<CaptureBytes>? options = null) => Block(1, b =>
    {
        _ = b.U16(link).U16(0).U32(snap);
        if (name is not null)
        {
            _ = b.Option(2, System.Text.Encoding.UTF8.GetBytes(name));
        }

        options?.Invoke(b);
        _ = name is null && options is null ? b : b.Option(0, []);
    });

    public CaptureBytes Enhanced(byte[] data, uint point = 0, ulong ticks = 1_000_000_000, uint? wire = null, Action<CaptureBytes>? options = null) => Block(6, b =>
    {
        _ = b.U32(point).U32((uint)(ticks >> 32)).U32((uint)ticks).U32((uint)data.Length).U32(wire ?? (uint)data.Length).Raw(data).Pad();
        options?.Invoke(b);
        _ = options is null ? b : b.Option(0, []);
    });

    public CaptureBytes Obsolete(byte[] data, int point = 0, ulong ticks = 0) => Block(2, b => b
        .U16(point).U16(0xffff).U32((uint)(ticks >> 32)).U32((uint)ticks).U32((uint)data.Length).U32((uint)data.Length).Raw(data).Pad());

    public CaptureBytes Simple(byte[] data, uint? wire = null) => Block(3, b => b.U32(wire ?? (uint)data.Length).Raw(data).Pad());

    public CaptureBytes Option(int code, byte[] value) => U16(code).U16(value.Length).Raw(value).Pad();

    public CaptureBytes Block(uint type, Action<CaptureBytes> body)
    {
        CaptureBytes inside = new(bigEndian);
        body(inside);
        uint total = (uint)inside.Length + 12;
        return U32(type).U32(total).Raw([.. inside.bytes]).U32(total);
    }

    public CaptureBytes U16(int value) => Number((ulong)value, 2);

    public CaptureBytes U32(uint value) => Number(value, 4);

    public CaptureBytes U64(ulong value) => Number(value, 8);

    public CaptureBytes Raw(byte[] more)
    {
        bytes.AddRange(more);
        return this;
    }

    public byte[] ToArray() => [.. bytes];

    public List<CapturedPacket> Read() => Read(ToArray(), out _);

    public static List<CapturedPacket> Read(byte[] bytes, out CaptureProblem? problem, bool reuse = false)
    {
        using IPacketSource source = Open(bytes, reuse);
        List<CapturedPacket> packets = Samples.Packets(source);
        problem = source.Problem;
        return packets;
    }

    public static IPacketSource Open(byte[] bytes, bool reuse = false) =>
        CaptureFile.Open(new MemoryStream(bytes), "bytes", reuse, TestContext.Current.CancellationToken);

    private CaptureBytes Pad() => Raw(new byte[-bytes.Count & 3]);

    private CaptureBytes Number(ulong value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            bytes.Add((byte)(value >> (8 * (bigEndian ? count - 1 - i : i))));
        }

        return this;
    }
}
