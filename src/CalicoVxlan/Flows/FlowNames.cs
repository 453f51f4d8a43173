using CalicoVxlan.Common;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Flows;

/// <summary>The names of a row's ends.</summary>
internal readonly struct FlowNames
{
    public FlowNames(AddressNames? names, in FrameEndpoints ends, FlowGrouping by)
    {
        NeedsSource = NeedsDestination = true;
        if (names is null || by is FlowGrouping.Vni or FlowGrouping.CapturePoint)
        {
            return;
        }

        AddressName? source = ends.Version != 0 ? names.Find(ends.Source) : null;
        AddressName? destination = ends.Version != 0 ? names.Find(ends.Destination) : null;
        if (by != FlowGrouping.Node)
        {
            SourcePod = source?.Pod;
            DestinationPod = destination?.Pod;
        }

        SourceNode = source?.Node ?? (ends.HasVteps ? names.Find(ends.SourceVtep)?.Node : null);
        DestinationNode = destination?.Node ?? (ends.HasVteps ? names.Find(ends.DestinationVtep)?.Node : null);

        // A row about pods or nodes shows an address only for what has no name.
        NeedsSource = by switch { FlowGrouping.Pod => SourcePod is null, FlowGrouping.Node => SourceNode is null, _ => true };
        NeedsDestination = by switch { FlowGrouping.Pod => DestinationPod is null, FlowGrouping.Node => DestinationNode is null, _ => true };
    }

    public string? SourcePod { get; }

    public string? DestinationPod { get; }

    public string? SourceNode { get; }

    public string? DestinationNode { get; }

    public bool NeedsSource { get; }

    public bool NeedsDestination { get; }
}

/// <summary>One address for all that have the same name, so that a pod's IPv4 and IPv6 traffic, or a node's pods', come into one row.</summary>
internal sealed class NamedEnds(AddressNames? names)
{
    private readonly Dictionary<string, NetAddress> first = new(StringComparer.Ordinal);

    public NetAddress OneFor(NetAddress address, NetAddress vtep, bool hasVteps, FlowGrouping by)
    {
        AddressName? name = names?.Find(address);
        string? text = by == FlowGrouping.Pod ? name?.Pod : name?.Node ?? (hasVteps ? names?.Find(vtep)?.Node : null);
        if (text is null)
        {
            return address;
        }

        // A node's name by its VTEP must be found again from the address that stands for it.
        NetAddress representative = by == FlowGrouping.Node && name?.Node is null ? vtep : address;
        return first.TryGetValue(text, out NetAddress known) ? known : first[text] = representative;
    }
}
