namespace CalicoVxlan.Capture.Files;

/// <summary>The two lengths of a packet, with the frame check sequence taken off its end.</summary>
internal readonly record struct PacketLengths(int Captured, int Wire)
{
    public static PacketLengths WithoutFcs(int captured, uint onWire, int fcsLength)
    {
        int wire = (int)Math.Min(onWire, int.MaxValue) - fcsLength;
        return fcsLength > 0 && wire > 0
            ? new PacketLengths(Math.Min(captured, wire), wire)
            : new PacketLengths(captured, (int)Math.Min(onWire, int.MaxValue));
    }
}
