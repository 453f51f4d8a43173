using CalicoVxlan.Capture;

namespace CalicoVxlan.Tests.Capture.Writing;

internal static class TestPackets
{
    public const long Time = 1_767_225_600_123_456_789; // 2026-01-01T00:00:00.123456789Z

    public static readonly CaptureInterface Eth0 = new("eth0", LinkType.Ethernet) { SnapLength = 262_144 };
    public static readonly CaptureInterface Vxlan = new("vxlan.calico", LinkType.Ethernet) { SnapLength = 96 };
    public static readonly CaptureInterface Any = new("any", LinkType.LinuxSll2);

    public static CapturedPacket Packet(CaptureInterface point, int length = 60, long time = Time, int? wire = null, string? comment = null, long number = 1)
    {
        // Somewhere inside a block, as sources hand them out.
        byte[] block = new byte[length + 7];
        for (int i = 0; i < length; i++)
        {
            block[i + 5] = (byte)i;
        }

        return new CapturedPacket
        {
            Block = block,
            Offset = 5,
            CapturedLength = length,
            WireLength = wire ?? length,
            Number = number,
            TimestampNanoseconds = time,
            Interface = point,
            Comment = comment,
        };
    }
}
