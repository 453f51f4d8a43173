namespace CalicoVxlan.Frames;

/// <summary>Everything decoding finds out about a frame, as offsets into its bytes: no allocation, no copy.</summary>
internal struct FrameLayout
{
    /// <summary>The underlay's packet; meaningful when <see cref="Encapsulation"/> is not None.</summary>
    public HeaderLayout Outer;

    /// <summary>The innermost packet; the frame's own when it is not encapsulated.</summary>
    public HeaderLayout Inner;

    /// <summary>The outermost VXLAN header, -1 without one.</summary>
    public int Vxlan;

    /// <summary>Where the innermost tunnel's payload begins; 0 without a tunnel.</summary>
    public int InnerStart;

    /// <summary>Linux' index of the interface, in a cooked v2 capture; 0 elsewhere.</summary>
    public int InterfaceIndex;

    public int StopOffset;
    public int StopNeeded;
    public int StopAvailable;
    public FrameWarnings Warnings;
    public StopKind StopKind;
    public FrameLayer StopLayer;

    /// <summary>The outermost tunnel's kind.</summary>
    public Encapsulation Encapsulation;

    /// <summary>Tunnels in one another; 0 for a bare packet.</summary>
    public byte Depth;
}
