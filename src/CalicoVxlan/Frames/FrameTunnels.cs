using CalicoVxlan.Capture;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>Finds all tunnels of a frame; a layout keeps only the outermost and the innermost packet.</summary>
internal static class FrameTunnels
{
    public static FrameTunnel[] Read(in CapturedPacket packet, DecodeOptions options)
    {
        Span<TunnelLayout> layouts = stackalloc TunnelLayout[8];
        FrameDecoder.Decode(packet.Data, packet.WireLength, packet.Interface.LinkType, options, out FrameLayout frame, layouts);
        FrameTunnel[] tunnels = new FrameTunnel[Math.Min((int)frame.Depth, layouts.Length)];
        for (int i = 0; i < tunnels.Length; i++)
        {
            ref TunnelLayout layout = ref layouts[i];
            VxlanInfo? vxlan = layout.Vxlan >= 0 && VxlanHeader.TryParse(packet.Data[layout.Vxlan..], out VxlanHeader header)
                ? new VxlanInfo(header, layout.Encapsulation == Encapsulation.VxlanGpe)
                : null;
            tunnels[i] = new FrameTunnel(layout.Encapsulation, vxlan?.Vni, vxlan, new FrameHeaders(packet, layout.Headers, frame.Inner, carries: true));
        }

        return tunnels;
    }
}
