using CalicoVxlan.Capture;

namespace CalicoVxlan.Tests;

/// <summary>Packets that a test made, as a source.</summary>
internal sealed class PacketList(IReadOnlyList<CapturedPacket> packets) : IPacketSource
{
    private int next;

    public CaptureProblem? Problem => null;

    public long BytesRead => next;

    public long? TotalBytes => packets.Count;

    public bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default)
    {
        bool more = next < packets.Count;
        packet = more ? packets[next++] : default;
        return more;
    }

    public void Dispose()
    {
    }
}
