using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Writing;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>Writes frames to a capture, as they were captured or as the pods' frames that they carry.</summary>
public sealed class FrameWriter : IDisposable
{
    private readonly ICaptureWriter writer;
    private readonly bool decapsulate;
    private readonly Dictionary<(CaptureInterface Point, LinkType LinkType), CaptureInterface> points = [];

    /// <summary>Makes a writer, which disposes the capture writer with itself.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="decapsulate">True to write what is inside the outermost tunnel; a frame without tunnel is written as it is.</param>
    public FrameWriter(ICaptureWriter writer, bool decapsulate)
    {
        ArgumentNullException.ThrowIfNull(writer);
        this.writer = writer;
        this.decapsulate = decapsulate;
    }

    /// <summary>Frames written.</summary>
    public long Written { get; private set; }

    /// <summary>Later fragments of underlay packets: they have no frame of their own to take out, so decapsulating leaves them out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Writes a frame; its comment and its warnings become the packet's comments.</summary>
    /// <exception cref="CaptureException">The target can't take it.</exception>
    public void Write(VxlanFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (decapsulate && frame.Outer is not null)
        {
            if (frame.Layout.Depth == 0)
            {
                LeftOut++;
                return;
            }

            writer.Write(TakeInner(frame), CommentsOf(frame));
        }
        else
        {
            writer.Write(frame.Packet, CommentsOf(frame));
        }

        Written++;
    }

    /// <summary>Puts the capture in its place.</summary>
    public void Complete() => writer.Complete();

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static string[]? CommentsOf(VxlanFrame frame)
    {
        string[] warnings = frame.Warnings;
        return warnings.Length == 0 ? null
            : frame.Comment is null ? warnings
            : [.. frame.Comment.Split('\n'), .. warnings];
    }

    private CapturedPacket TakeInner(VxlanFrame frame)
    {
        ref readonly CapturedPacket packet = ref frame.Packet;
        ref readonly HeaderLayout outer = ref frame.Layout.Outer;
        int start = Math.Min(outer.Payload, packet.CapturedLength);
        int? next = frame.Encapsulation == Encapsulation.VxlanGpe ? frame.Vxlan?.NextProtocol : null;
        if (next == 4 && NshHeader.TryParse(packet.Data[start..], out NshHeader service))
        {
            start += service.HeaderLength;
            next = service.NextProtocol;
        }

        int wire = Math.Max(0, outer.End - start);
        return packet with
        {
            Offset = packet.Offset + start,
            CapturedLength = Math.Min(packet.CapturedLength - start, wire),
            WireLength = wire,
            Interface = PointFor(packet.Interface, HasEthernet(frame.Encapsulation, next) ? LinkType.Ethernet : LinkType.Raw),
        };
    }

    // What follows the outermost tunnel header: IP directly in IP-in-IP and where VXLAN-GPE or its service header says so, else Ethernet.
    private static bool HasEthernet(Encapsulation encapsulation, int? next) =>
        encapsulation != Encapsulation.IpIp && (next is null or 3);

    private CaptureInterface PointFor(CaptureInterface point, LinkType linkType)
    {
        if (point.LinkType == linkType)
        {
            return point;
        }

        if (!points.TryGetValue((point, linkType), out CaptureInterface? other))
        {
            other = point with { LinkType = linkType };
            points[(point, linkType)] = other;
        }

        return other;
    }
}
