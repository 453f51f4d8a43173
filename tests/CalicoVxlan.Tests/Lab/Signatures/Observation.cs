using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>What a pod's traffic to another pod looked like: who got an answer, which packets were seen where, and which counters grew.</summary>
internal sealed record Observation
{
    public static readonly string[] Protocols = ["ICMP", "UDP", "TCP"];

    public required string Source { get; init; }

    public required string Destination { get; init; }

    /// <summary>The protocols that were tried.</summary>
    public required IReadOnlyList<string> Tried { get; init; }

    /// <summary>Those that got an answer.</summary>
    public required IReadOnlyList<string> Answered { get; init; }

    /// <summary>Frames of the seven points.</summary>
    public required IReadOnlyList<VxlanFrame>[] Frames { get; init; }

    /// <summary>Points that could not be watched, as their device was missing or down.</summary>
    public required IReadOnlyList<int> Blind { get; init; }

    /// <summary>What grew on the sender's node.</summary>
    public required Dictionary<string, long> Sender { get; init; }

    /// <summary>What grew on the receiver's node.</summary>
    public required Dictionary<string, long> Receiver { get; init; }

    /// <summary>Frames of a point, 1 to 7.</summary>
    public IReadOnlyList<VxlanFrame> At(int point) => Frames[point - 1];

    /// <summary>The pod's requests at a point, in VXLAN or not.</summary>
    public IEnumerable<VxlanFrame> Requests(int point) => At(point).Where(f => f.Source == Source && f.Destination == Destination && f.Protocol != "ARP");

    /// <summary>The answers at a point, in VXLAN or not.</summary>
    public IEnumerable<VxlanFrame> Replies(int point) => At(point).Where(f => f.Source == Destination && f.Destination == Source && f.Protocol != "ARP");

    /// <summary>The last point of the way where requests of a protocol were seen as they should be there: in VXLAN at 4 and 5, bare elsewhere. 0 for none.</summary>
    public int Last(string protocol) => Enumerable.Range(1, SevenPoints.Count).LastOrDefault(p => Requests(p).Any(f => f.Protocol == protocol && IsAsItShouldBe(p, f)));

    /// <summary>The same for the answers, which go from 7 to 1; 8 for none.</summary>
    public int LastReply(string protocol) => Enumerable.Range(1, SevenPoints.Count)
        .FirstOrDefault(p => Replies(p).Any(f => f.Protocol == protocol && IsAsItShouldBe(p, f)), SevenPoints.Count + 1);

    /// <summary>Requests of pods that are on the underlay without VXLAN.</summary>
    public bool IsBare(int point) => Requests(point).Any(static f => f.Encapsulation == Encapsulation.None);

    /// <summary>Answers that are on the underlay without VXLAN.</summary>
    public bool IsReplyBare(int point) => Replies(point).Any(static f => f.Encapsulation == Encapsulation.None);

    /// <summary>True when somebody asked for an address's MAC at a point.</summary>
    public bool AsksFor(int point, string address) => At(point).Any(f => f.Inner is { ArpOperation: 1 } arp && arp.ArpTargetAddress == address);

    /// <summary>True when that was answered.</summary>
    public bool IsTold(int point, string address) => At(point).Any(f => f.Inner is { ArpOperation: 2 } arp && arp.ArpSenderAddress == address);

    /// <summary>ICMP destination-unreachable messages at a point, by code.</summary>
    public IEnumerable<VxlanFrame> Unreachable(int point, int code) =>
        At(point).Where(f => f is { Encapsulation: Encapsulation.None, Inner: { IcmpType: 3 } icmp } && icmp.IcmpCode == code);

    /// <summary>The TTLs that requests of the pod had at a point.</summary>
    public int[] Ttls(int point) => [.. Requests(point).Select(static f => f.Inner?.Ttl).OfType<int>().Distinct().Order()];

    /// <summary>Everything in a few lines, for who reads why a test failed.</summary>
    public override string ToString()
    {
        IEnumerable<string> points = Enumerable.Range(1, SevenPoints.Count).Select(p => $"  {p}: {string.Join("; ", At(p).Where(IsIpv4).Select(Line).Distinct().Take(16))}");
        return $"answered: {string.Join(' ', Answered)}; last request/reply: {string.Join(' ', Tried.Select(p => $"{p} {Last(p)}/{LastReply(p)}"))}; not watched: {string.Join(' ', Blind)}\n"
            + $"{string.Join('\n', points)}\n  sender:   {Text(Sender)}\n  receiver: {Text(Receiver)}\n";
    }

    private static bool IsAsItShouldBe(int point, VxlanFrame frame) => (frame.Encapsulation == Encapsulation.Vxlan) == point is 4 or 5;

    // Devices greet each other by IPv6 all the time.
    private static bool IsIpv4(VxlanFrame frame) => frame.Source?.Contains(':', StringComparison.Ordinal) != true;

    private static string Line(VxlanFrame f)
    {
        string tunnel = f.Vni is { } vni ? $"[{f.SourceVtep}>{f.DestinationVtep} {vni}] " : "";
        string checksum = f.Inner?.L4Checksum == ChecksumState.Incorrect ? " bad checksum" : "";
        return f.Protocol == "ARP" ? f.Info : $"{tunnel}{f.Source}>{f.Destination} {(f.Protocol == "ICMP" ? f.Info : f.Protocol + " ttl " + f.Inner?.Ttl)} len {f.Length}{checksum}";
    }

    private static string Text(Dictionary<string, long> growth) => string.Join(' ', growth.Where(static g => !IsPlain(g.Key)).Select(static g => $"{g.Key}+{g.Value}"));

    // Counters that grow with any packet.
    private static bool IsPlain(string counter) => counter.EndsWith("bytes", StringComparison.Ordinal) || counter.EndsWith("packets", StringComparison.Ordinal)
        || counter.StartsWith("IpExt.In", StringComparison.Ordinal) || counter.StartsWith("IpExt.Out", StringComparison.Ordinal)
        || counter is "Ip.InReceives" or "Ip.ForwDatagrams" or "Ip.InDelivers" or "Ip.OutRequests" or "Ip.OutTransmits" or "Udp.InDatagrams" or "Icmp.OutMsgs" or "Icmp.InMsgs";
}
