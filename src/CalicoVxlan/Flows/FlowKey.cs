using System.Numerics;
using System.Runtime.CompilerServices;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Flows;

/// <summary>
/// Both directions of one conversation at one capture point and in one VNI. The same packet seen at two points, or bare and
/// encapsulated, belongs to two keys: it is never taken for a retransmission.
/// </summary>
internal readonly struct FlowKey : IEquatable<FlowKey>
{
    /// <summary>The endpoints in the order that makes both directions equal.</summary>
    public readonly FrameEndpoints Ends;

    /// <summary>Number of the capture point in its table.</summary>
    public readonly int Point;

    private FlowKey(in FrameEndpoints ends, int point)
    {
        Ends = ends;
        Point = point;
    }

    /// <summary>The key of a frame.</summary>
    /// <param name="ends">The frame's endpoints.</param>
    /// <param name="point">Its capture point.</param>
    /// <param name="reversed">True when the frame goes from the key's destination to its source.</param>
    public static FlowKey Of(in FrameEndpoints ends, int point, out bool reversed)
    {
        reversed = IsReversed(ends);
        if (!reversed)
        {
            return new FlowKey(ends, point);
        }

        FrameEndpoints turned = ends;
        (turned.Source, turned.Destination) = (ends.Destination, ends.Source);
        (turned.SourcePort, turned.DestinationPort) = (ends.DestinationPort, ends.SourcePort);
        (turned.SourceVtep, turned.DestinationVtep) = (ends.DestinationVtep, ends.SourceVtep);
        return new FlowKey(turned, point);
    }

    public bool Equals(FlowKey other) => Point == other.Point && Ends == other.Ends;

    public override bool Equals(object? obj) => obj is FlowKey other && Equals(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode()
    {
        ulong hash = Ends.Source.Low ^ Ends.Source.High;
        hash = Mix(hash, Ends.Destination.Low ^ BitOperations.RotateLeft(Ends.Destination.High, 17));
        hash = Mix(hash, ((ulong)Ends.SourcePort << 48) | ((ulong)Ends.DestinationPort << 32) | (uint)Ends.Vni);
        hash = Mix(hash, Ends.SourceVtep.Low ^ BitOperations.RotateLeft(Ends.DestinationVtep.Low, 31) ^ ((ulong)Ends.Protocol << 56) ^ (uint)Point);
        return (int)(hash >> 32);
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        ulong high = Math.BigMul(hash ^ value, 0x9e37_79b9_7f4a_7c15, out ulong low);
        return high ^ low;
    }

    private static bool IsReversed(in FrameEndpoints ends)
    {
        int order = ends.Source.High.CompareTo(ends.Destination.High);
        order = order != 0 ? order : ends.Source.Low.CompareTo(ends.Destination.Low);
        order = order != 0 ? order : ends.SourcePort.CompareTo(ends.DestinationPort);
        order = order != 0 ? order : ends.SourceVtep.Low.CompareTo(ends.DestinationVtep.Low);
        return order > 0;
    }
}
