using CalicoVxlan.Capture;

namespace CalicoVxlan.Flows;

/// <summary>
/// What was measured of a flow, or of a group of flows, at one capture point. What is not part of the group's key is null.
/// </summary>
public class VxlanFlow
{
    /// <summary>The capture file; null for a live interface.</summary>
    public string? Path { get; init; }

    /// <summary>What the views group by: the capture file, or that it is a live capture.</summary>
    public string Capture => Path ?? CaptureInterface.LiveCapture;

    /// <summary>Where the frames were captured.</summary>
    public string? CapturePoint { get; init; }

    /// <summary>The VXLAN network identifier, 0 to 16777215; null when the frames had none.</summary>
    public int? Vni { get; init; }

    /// <summary>The node that sends.</summary>
    public string? SourceVtep { get; init; }

    /// <summary>The node that receives.</summary>
    public string? DestinationVtep { get; init; }

    /// <summary>The pod that sends, as NAMESPACE/NAME; null without evidence.</summary>
    public string? SourcePod { get; init; }

    /// <summary>The pod that receives, as NAMESPACE/NAME; null without evidence.</summary>
    public string? DestinationPod { get; init; }

    /// <summary>The node of the pod that sends; null without evidence.</summary>
    public string? SourceNode { get; init; }

    /// <summary>The node of the pod that receives; null without evidence.</summary>
    public string? DestinationNode { get; init; }

    /// <summary>Protocol of the pods' packets.</summary>
    public string? Protocol { get; init; }

    /// <summary>The pod that sends; of a conversation the one that began it.</summary>
    public string? Source { get; init; }

    /// <summary>Source port (TCP and UDP).</summary>
    public int? SourcePort { get; init; }

    /// <summary>The pod that receives.</summary>
    public string? Destination { get; init; }

    /// <summary>Destination port (TCP and UDP).</summary>
    public int? DestinationPort { get; init; }

    /// <summary>Begin of the interval that the row is about; null when no interval was asked for.</summary>
    public DateTimeOffset? IntervalStart { get; init; }

    /// <summary>Frames seen.</summary>
    public long Frames { get; init; }

    /// <summary>Bytes of the pods' frames on the wire, without what the tunnel adds.</summary>
    public long Bytes { get; init; }

    /// <summary>Time of the first frame.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Time of the last frame.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>TCP data sent again; null without TCP.</summary>
    public int? Retransmissions { get; init; }

    /// <summary>TCP segments that were overtaken on their way; null without TCP.</summary>
    public int? OutOfOrder { get; init; }

    /// <summary>TCP acknowledgments repeated while data is missing; null without TCP.</summary>
    public int? DuplicateAcks { get; init; }

    /// <summary>TCP segments that close the window; null without TCP.</summary>
    public int? ZeroWindows { get; init; }

    /// <summary>TCP resets; null without TCP.</summary>
    public int? Resets { get; init; }

    /// <summary>
    /// TCP segments captured a second time at the same point (the same IPv4 identification), which are no retransmissions; null without TCP.
    /// </summary>
    public int? Copies { get; init; }

    /// <summary>
    /// Time from a SYN to the acknowledgment of its answer, which is the whole round trip wherever it is captured; of a group the
    /// smallest; null when no handshake was seen.
    /// </summary>
    public TimeSpan? HandshakeRtt { get; init; }

    /// <summary>The endpoints and the counts in one line.</summary>
    public override string ToString() => $"{CapturePoint} {Source}:{SourcePort} > {Destination}:{DestinationPort} {Protocol} {Frames} frames";
}

/// <summary>A row of <c>-By Vtep</c>; a type of its own so that it has a table of its own.</summary>
public sealed class VxlanVtepFlow : VxlanFlow;

/// <summary>A row of <c>-By Pod</c>.</summary>
public sealed class VxlanPodFlow : VxlanFlow;

/// <summary>A row of <c>-By Node</c>.</summary>
public sealed class VxlanNodeFlow : VxlanFlow;
