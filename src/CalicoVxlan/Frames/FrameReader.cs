using System.Runtime.CompilerServices;
using CalicoVxlan.Capture;

namespace CalicoVxlan.Frames;

/// <summary>
/// Reads packets, decodes them and picks those that are wanted. One step a packet, so that whoever drives it can report progress
/// and be cancelled also where nothing matches.
/// </summary>
public sealed class FrameReader : IDisposable
{
    private readonly IPacketSource source;
    private readonly DecodeOptions options;
    private readonly FrameFilter filter;
    private FragmentTracker? fragments;
    private readonly CapturePoints points;
    private IPacketShortcut? shortcut;
    private CapturedPacket packet;
    private FrameLayout layout;
    private FrameEndpoints endpoints;

    /// <summary>Makes a reader, which disposes the source with itself.</summary>
    /// <param name="source">Where packets come from.</param>
    /// <param name="options">What is VXLAN; null for the known ports.</param>
    /// <param name="filter">Which frames are wanted; null for every encapsulated one.</param>
    public FrameReader(IPacketSource source, DecodeOptions? options = null, FrameFilter? filter = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        this.options = options ?? DecodeOptions.Default;
        this.filter = filter ?? new FrameFilter();
        points = new CapturePoints(this.filter.CapturePoint);
    }

    /// <summary>True when the packet that <see cref="MoveNext"/> read is wanted.</summary>
    public bool IsMatch { get; private set; }

    /// <summary>Packets read so far.</summary>
    public long PacketsRead { get; private set; }

    /// <summary>Packets read so far that are not wanted because nothing is encapsulated in them.</summary>
    public long Plain { get; private set; }

    /// <summary>See <see cref="IPacketSource.Problem"/>.</summary>
    public CaptureProblem? Problem => source.Problem;

    /// <summary>See <see cref="IPacketSource.BytesRead"/>.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>See <see cref="IPacketSource.TotalBytes"/>.</summary>
    public long? TotalBytes => source.TotalBytes;

    internal ref readonly CapturedPacket Packet => ref packet;

    internal ref readonly FrameLayout Layout => ref layout;

    internal FragmentTie? Tie { get; private set; }

    /// <summary>
    /// Lets somebody take packets before they are decoded; they are then no match. Only where every encapsulated frame is wanted:
    /// a filter has to see frames first, so that with one nothing is offered.
    /// </summary>
    public void Offer(IPacketShortcut taker) => shortcut = filter.NeedsEndpoints || filter.CapturePoint is not null ? null : taker;

    /// <summary>Reads and decodes the next packet.</summary>
    /// <returns>False at the end, or when cancelled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext(CancellationToken cancellation = default)
    {
        if (cancellation.IsCancellationRequested || !source.TryRead(out packet, cancellation))
        {
            return false;
        }

        PacketsRead++;
        if (shortcut is not null && shortcut.TryTake(packet, options))
        {
            IsMatch = false;
            return true;
        }

        Tie = null;
        FrameDecoder.Decode(packet.Data, packet.WireLength, packet.Interface.LinkType, options, out layout);
        if (layout.InterfaceIndex != 0)
        {
            packet = packet with { Interface = points.Resolve(packet.Interface, layout.InterfaceIndex) };
        }

        if (FragmentTracker.Concerns(layout))
        {
            fragments ??= new FragmentTracker();
            Tie = fragments.Track(packet, layout);
        }

        IsMatch = Judge();
        return true;
    }

    /// <summary>The frame that <see cref="MoveNext"/> read, as an object that may be kept.</summary>
    public VxlanFrame CreateFrame() => new(packet, layout, Tie, options);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private bool Judge()
    {
        if (!filter.All && layout.Depth == 0 && Tie is not { Encapsulation: not Encapsulation.None })
        {
            Plain++;
            return false;
        }

        if (!points.IsWanted(packet.Interface))
        {
            return false;
        }

        if (!filter.NeedsEndpoints)
        {
            return true;
        }

        if (Tie is not null)
        {
            endpoints = Tie.Endpoints;
        }
        else
        {
            FrameEndpoints.Read(packet.Data, layout, out endpoints);
        }

        return filter.Matches(endpoints, HasInnerVni);
    }

    private bool HasInnerVni(int vni) => layout.Depth > 1 && FrameTunnels.Read(packet, options).Any(t => t.Vni == vni);
}
