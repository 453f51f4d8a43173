using CalicoVxlan.Capture;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>
/// A captured frame: what the pod said, what the VTEPs did with it, and what is odd about it. It keeps the captured bytes and
/// what decoding found in them; every property is read from those and none can fail.
/// </summary>
public sealed class VxlanFrame
{
    private readonly CapturedPacket packet;
    private readonly FrameLayout layout;
    private readonly FragmentTie? tie;
    private readonly DecodeOptions options;

    internal VxlanFrame(in CapturedPacket packet, in FrameLayout layout, FragmentTie? tie, DecodeOptions options)
    {
        this.packet = packet;
        this.layout = layout;
        this.tie = tie;
        this.options = options;
    }

    /// <summary>1-based number of the frame in its capture.</summary>
    public long Number => packet.Number;

    /// <summary>When it was captured, to 100 nanoseconds.</summary>
    public DateTimeOffset Timestamp => new(DateTime.UnixEpoch.AddTicks(packet.TimestampNanoseconds / 100));

    /// <summary>When it was captured, in nanoseconds since 1970-01-01 UTC, exactly as the capture says.</summary>
    public long TimestampNanoseconds => packet.TimestampNanoseconds;

    /// <summary>
    /// Where it was captured: the interface's name where the capture has one, else the file's base name. On Linux' <c>any</c>
    /// interface the index of the real one follows, as in <c>any%3</c>.
    /// </summary>
    public string CapturePoint => packet.Interface.Name;

    /// <summary>The capture file; null for a live interface.</summary>
    public string? Path => packet.Interface.Path;

    /// <summary>What the views group by: the capture file, or that it is a live capture.</summary>
    public string Capture => Path ?? CaptureInterface.LiveCapture;

    /// <summary>What the frame's bytes begin with; a number where it has no name here.</summary>
    public LinkType LinkType => packet.Interface.LinkType;

    /// <summary>Bytes on the wire.</summary>
    public int Length => packet.WireLength;

    /// <summary>Bytes that the capture kept.</summary>
    public int CapturedLength => packet.CapturedLength;

    /// <summary>How the pod's packet was wrapped; the outermost tunnel, when there are several.</summary>
    public Encapsulation Encapsulation => IsTiedToTunnel ? tie!.Encapsulation : layout.Encapsulation;

    /// <summary>The outermost VXLAN header's network identifier; null when there is none.</summary>
    public int? Vni => Endpoints.Vni is >= 0 and int vni ? vni : null;

    /// <summary>The outermost VXLAN header; null when there is none in this frame.</summary>
    public VxlanInfo? Vxlan => layout.Vxlan >= 0 && VxlanHeader.TryParse(packet.Data[layout.Vxlan..], out VxlanHeader header)
        ? new VxlanInfo(header, layout.Encapsulation == Encapsulation.VxlanGpe)
        : null;

    /// <summary>Headers of the underlay's packet; null when the frame is not encapsulated.</summary>
    public FrameHeaders? Outer => layout.Depth > 0 ? new FrameHeaders(packet, layout.Outer, layout.Inner, carries: true)
        : IsTiedToTunnel ? new FrameHeaders(packet, layout.Inner, layout.Inner, carries: false)
        : null;

    /// <summary>
    /// Headers of the pod's packet, the innermost when tunnels are nested; of the frame itself when it is not encapsulated;
    /// null in a later fragment of the underlay's, which has none.
    /// </summary>
    public FrameHeaders? Inner => IsTiedToTunnel ? null : new FrameHeaders(packet, layout.Inner, layout.Inner, carries: false);

    /// <summary>All tunnels in this frame, outermost first; empty when it is not encapsulated.</summary>
    public FrameTunnel[] Tunnels => FrameTunnels.Read(packet, options);

    /// <summary>The underlay's source address: the sending node.</summary>
    public string? SourceVtep => tie is not null
        ? tie.Endpoints.HasVteps ? tie.Endpoints.SourceVtep.ToString() : null
        : layout.Depth > 0 ? FrameEndpoints.SourceText(packet.Data, layout.Outer) : null;

    /// <summary>The underlay's destination address: the receiving node.</summary>
    public string? DestinationVtep => tie is not null
        ? tie.Endpoints.HasVteps ? tie.Endpoints.DestinationVtep.ToString() : null
        : layout.Depth > 0 ? FrameEndpoints.DestinationText(packet.Data, layout.Outer) : null;

    /// <summary>The pod's packet's source address.</summary>
    public string? Source => tie is not null
        ? tie.Endpoints.Version > 0 ? tie.Endpoints.Source.ToString() : null
        : FrameEndpoints.SourceText(packet.Data, layout.Inner);

    /// <summary>The pod's packet's destination address.</summary>
    public string? Destination => tie is not null
        ? tie.Endpoints.Version > 0 ? tie.Endpoints.Destination.ToString() : null
        : FrameEndpoints.DestinationText(packet.Data, layout.Inner);

    /// <summary>The pod that sends, as NAMESPACE/NAME; null when evidence was not given, or it is no pod's address.</summary>
    public string? SourcePod => SourceName?.Pod;

    /// <summary>The pod that receives, as NAMESPACE/NAME; null when evidence was not given, or it is no pod's address.</summary>
    public string? DestinationPod => DestinationName?.Pod;

    /// <summary>The node of the pod that sends, else of the VTEP; null when evidence was not given, or it is not known.</summary>
    public string? SourceNode => Names is null ? null : SourceName?.Node ?? (Endpoints is { HasVteps: true } e ? Names.Find(e.SourceVtep)?.Node : null);

    /// <summary>The node of the pod that receives, else of the VTEP; null when evidence was not given, or it is not known.</summary>
    public string? DestinationNode => Names is null ? null : DestinationName?.Node ?? (Endpoints is { HasVteps: true } e ? Names.Find(e.DestinationVtep)?.Node : null);

    /// <summary>The pod's packet's source port (TCP and UDP).</summary>
    public int? SourcePort => Endpoints is { HasPorts: true } e ? e.SourcePort : null;

    /// <summary>The pod's packet's destination port (TCP and UDP).</summary>
    public int? DestinationPort => Endpoints is { HasPorts: true } e ? e.DestinationPort : null;

    /// <summary>The pod's packet's protocol: TCP, UDP, ICMP, ICMPv6, ARP, an IP protocol's number, or an EtherType such as 0x88cc.</summary>
    public string? Protocol => Endpoints.ProtocolName;

    /// <summary>The pod's packet in one line.</summary>
    public string Info => FrameInfo.Describe(packet, layout, tie);

    /// <summary>What is odd about the frame, a sentence each; empty when nothing is.</summary>
    public string[] Warnings => FrameWarningText.Describe(layout.Warnings);

    /// <summary>Where and why decoding ended early; null when it did not.</summary>
    public DecodeStop? Stop => layout.StopKind == StopKind.None ? null
        : new DecodeStop(layout.StopLayer, layout.StopKind, layout.StopOffset, layout.StopNeeded, layout.StopAvailable);

    /// <summary>The packet's comment in the capture; null when there is none.</summary>
    public string? Comment => packet.Comment;

    /// <summary>For a later IP fragment: number of the frame with the first one, from which ports, addresses and VNI are known. Null otherwise.</summary>
    public long? FragmentOf => tie?.Number;

    internal ref readonly CapturedPacket Packet => ref packet;

    internal ref readonly FrameLayout Layout => ref layout;

    internal FragmentTie? Tie => tie;

    internal AddressNames? Names => options.Names;

    private AddressName? SourceName => Names is not null && Endpoints is { Version: > 0 } e ? Names.Find(e.Source) : null;

    private AddressName? DestinationName => Names is not null && Endpoints is { Version: > 0 } e ? Names.Find(e.Destination) : null;

    private bool IsTiedToTunnel => tie is { Encapsulation: not Encapsulation.None } && layout.Depth == 0;

    private FrameEndpoints Endpoints
    {
        get
        {
            if (tie is not null)
            {
                return tie.Endpoints;
            }

            FrameEndpoints.Read(packet.Data, layout, out FrameEndpoints endpoints);
            return endpoints;
        }
    }

    /// <summary>Decodes one frame on its own, outside any capture.</summary>
    /// <param name="data">The frame's bytes.</param>
    /// <param name="linkType">What they begin with.</param>
    /// <param name="wireLength">Bytes on the wire, when the data is not all of it; 0 when it is.</param>
    /// <param name="options">What is VXLAN; null for the known ports.</param>
    public static VxlanFrame Decode(byte[] data, LinkType linkType = LinkType.Ethernet, int wireLength = 0, DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        CapturedPacket packet = new()
        {
            Block = data,
            CapturedLength = data.Length,
            WireLength = Math.Max(wireLength, data.Length),
            Number = 1,
            Interface = new CaptureInterface("bytes", linkType),
        };
        FrameDecoder.Decode(packet.Data, packet.WireLength, linkType, options ?? DecodeOptions.Default, out FrameLayout layout);
        return new VxlanFrame(packet, layout, null, options ?? DecodeOptions.Default);
    }

    /// <summary>A copy of the captured bytes, from the frame's first.</summary>
    public byte[] GetBytes() => packet.Data.ToArray();

    /// <summary>Number, addresses and info in one line.</summary>
    public override string ToString() => $"{Number} {CapturePoint} {Source} > {Destination} {Info}";
}
