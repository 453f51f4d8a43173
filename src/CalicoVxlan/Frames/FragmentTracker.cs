using CalicoVxlan.Capture;
using CalicoVxlan.Common;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// Ties later IP fragments, which have neither ports nor a VXLAN header, to the first one that was seen at the same point.
/// Remembers a bounded number of packets, the oldest forgotten first.
/// </summary>
internal sealed class FragmentTracker
{
    private const int Remembered = 4096;

    private readonly Dictionary<Key, FragmentTie> ties = [];
    private readonly Queue<Key> oldest = new();

    /// <summary>True when a frame has a fragment in it, so that <see cref="Track"/> is worth calling.</summary>
    public static bool Concerns(in FrameLayout frame) => ((frame.Inner.Flags | frame.Outer.Flags) & HeaderFlags.Fragment) != 0;

    /// <summary>Remembers a first fragment; finds the tie of a later one.</summary>
    /// <returns>The tie of a later fragment whose first one is known; null otherwise.</returns>
    public FragmentTie? Track(in CapturedPacket packet, in FrameLayout frame)
    {
        FrameEndpoints.Read(packet.Data, frame, out FrameEndpoints endpoints);
        if (frame.Depth > 0 && (frame.Outer.Flags & HeaderFlags.Fragment) != 0 && TryKey(packet, frame.Outer, FrameEndpoints.NoVni, out Key outer))
        {
            Remember(outer, packet, frame, endpoints);
        }

        if ((frame.Inner.Flags & HeaderFlags.Fragment) == 0 || !TryKey(packet, frame.Inner, endpoints.Vni, out Key inner))
        {
            return null;
        }

        if ((frame.Inner.Flags & HeaderFlags.LaterFragment) != 0)
        {
            return ties.GetValueOrDefault(inner);
        }

        Remember(inner, packet, frame, endpoints);
        return null;
    }

    private void Remember(Key key, in CapturedPacket packet, in FrameLayout frame, in FrameEndpoints endpoints)
    {
        if (!ties.ContainsKey(key))
        {
            oldest.Enqueue(key);
            if (oldest.Count > Remembered)
            {
                _ = ties.Remove(oldest.Dequeue());
            }
        }

        ties[key] = new FragmentTie { Number = packet.Number, Encapsulation = frame.Encapsulation, Endpoints = endpoints };
    }

    private static bool TryKey(in CapturedPacket packet, in HeaderLayout layout, int vni, out Key key)
    {
        key = default;
        if (!FrameEndpoints.ReadAddresses(packet.Data, layout, out NetAddress source, out NetAddress destination))
        {
            return false;
        }

        ReadOnlySpan<byte> header = packet.Data[layout.Network..];
        uint identification = layout.IpVersion == 4 && Ipv4Header.TryParse(header, out Ipv4Header v4) ? v4.Identification
            : Ipv6Header.TryParse(header, out Ipv6Header v6) ? Ipv6Extensions.Walk(v6.NextHeader, header[Ipv6Header.HeaderLength..]).Identification
            : 0;
        key = new Key(packet.Interface, vni, source, destination, identification, layout.Protocol);
        return true;
    }

    private readonly record struct Key(
        CaptureInterface Point, int Vni, NetAddress Source, NetAddress Destination, uint Identification, byte Protocol);
}
