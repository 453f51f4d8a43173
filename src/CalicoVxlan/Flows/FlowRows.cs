using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>What a conversation counted in an interval that it has left.</summary>
internal sealed record FinishedInterval(int Conversation, long Interval, FlowCounters Forward, FlowCounters Backward);

/// <summary>Makes rows out of conversations: every grouping is a sum over their directions.</summary>
internal sealed class FlowRows(
    FlowIndex conversations, List<FinishedInterval> finished, List<CaptureInterface> points, long interval, AddressNames? names)
{
    private readonly Dictionary<GroupKey, FlowGroup> groups = [];
    private readonly List<FlowGroup> order = [];
    private readonly NamedEnds named = new(names);

    public IEnumerable<VxlanFlow> Group(FlowGrouping by)
    {
        foreach (FinishedInterval part in finished)
        {
            AddBoth(by, part.Conversation, part.Interval, part.Forward, part.Backward);
        }

        for (int i = 0; i < conversations.Count; i++)
        {
            ref readonly Conversation conversation = ref conversations[i];
            ref readonly ConversationDetails details = ref conversations.Details(i);
            AddBoth(by, i, conversation.Interval,
                FlowCounters.Of(conversation.Forward, details.Forward.Faults), FlowCounters.Of(conversation.Backward, details.Backward.Faults));
        }

        order.Sort(Compare);
        return order.Select(g => g.ToFlow(points[g.Point], interval, names));
    }

    // With an interval all groups have its number; without, it is zero for all.
    private static int Compare(FlowGroup one, FlowGroup other)
    {
        int order = one.Key.Interval.CompareTo(other.Key.Interval);
        order = order != 0 ? order : one.Point.CompareTo(other.Point);
        order = order != 0 ? order : one.Counters.FirstSeen.CompareTo(other.Counters.FirstSeen);
        return order != 0 ? order : one.Number.CompareTo(other.Number);
    }

    private void AddBoth(FlowGrouping by, int conversation, long number, in FlowCounters forward, in FlowCounters backward)
    {
        bool turned = conversations[conversation].StartedReversed;
        bool both = by == FlowGrouping.Conversation;
        Add(by, conversations.Details(conversation), number, forward, reversed: both && turned);
        Add(by, conversations.Details(conversation), number, backward, reversed: !both || turned);
    }

    private void Add(FlowGrouping by, in ConversationDetails conversation, long number, in FlowCounters counters, bool reversed)
    {
        if (counters.Frames == 0)
        {
            return;
        }

        FrameEndpoints ends = conversation.Key.Ends;
        if (reversed)
        {
            (ends.Source, ends.Destination) = (ends.Destination, ends.Source);
            (ends.SourcePort, ends.DestinationPort) = (ends.DestinationPort, ends.SourcePort);
            (ends.SourceVtep, ends.DestinationVtep) = (ends.DestinationVtep, ends.SourceVtep);
        }

        GroupKey key = new(KeepFor(by, ends), conversation.Key.Point, number, by);
        if (!groups.TryGetValue(key, out FlowGroup? group))
        {
            group = new FlowGroup(key, order.Count);
            groups[key] = group;
            order.Add(group);
        }

        bool isTcp = conversation.Key.Ends.Protocol == IpProtocol.Tcp && conversation.Key.Ends.HasPorts;
        group.Add(counters, isTcp, conversation.HandshakeRtt);
    }

    /// <summary>Keeps of the endpoints what a grouping's key has, and forgets the rest.</summary>
    private FrameEndpoints KeepFor(FlowGrouping by, in FrameEndpoints ends)
    {
        FrameEndpoints kept = new() { Vni = by == FlowGrouping.CapturePoint ? FrameEndpoints.NoVni : ends.Vni };
        switch (by)
        {
            case FlowGrouping.Vtep:
                kept.HasVteps = ends.HasVteps;
                kept.SourceVtep = ends.SourceVtep;
                kept.DestinationVtep = ends.DestinationVtep;
                return kept;
            case FlowGrouping.Pod or FlowGrouping.Node:
                // Addresses say themselves of which family they are; both come into one row.
                kept.Version = ends.Version > 0 ? (byte)4 : (byte)0;
                kept.Source = named.OneFor(ends.Source, ends.SourceVtep, ends.HasVteps, by);
                kept.Destination = named.OneFor(ends.Destination, ends.DestinationVtep, ends.HasVteps, by);
                return kept;
            case FlowGrouping.Vni or FlowGrouping.CapturePoint:
                return kept;
            default:
                return ends;
        }
    }
}
