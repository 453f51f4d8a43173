using System.Net;
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
        IEnumerable<string> points = Enumerable.Range(1, SevenPoints.Count).Select(p => $"  {p}: {string.Join("; ", At(p).Where(IsOfInterest).Select(Line).Distinct().Take(12))}");
        return $"answered: {string.Join(' ', Answered)}; last: {string.Join(' ', Protocols.Select(p => $"{p} {Last(p)}/{LastReply(p)}"))}\n{string.Join('\n', points)}\n"
            + $"  sender:   {Text(Sender)}\n  receiver: {Text(Receiver)}\n";
    }

    private static bool IsAsItShouldBe(int point, VxlanFrame frame) => (frame.Encapsulation == Encapsulation.Vxlan) == point is 4 or 5;

    private static bool IsOfInterest(VxlanFrame frame) => frame.Source is not { } source || !IPAddress.TryParse(source, out IPAddress? address) || address.GetAddressBytes().Length == 4;

    private static string Line(VxlanFrame f) =>
        $"{(f.Vni is { } vni ? $"[{f.SourceVtep}>{f.DestinationVtep} {vni}] " : "")}{f.Source}>{f.Destination} ttl {f.Inner?.Ttl} len {f.Length} {f.Info} {(f.Inner?.L4Checksum is { } sum and not ChecksumState.Correct ? sum : "")}";

    private static string Text(Dictionary<string, long> growth) => string.Join(' ', growth
        .Where(static g => !g.Key.EndsWith("bytes", StringComparison.Ordinal) && !g.Key.EndsWith("packets", StringComparison.Ordinal) && !g.Key.EndsWith("Octets", StringComparison.Ordinal))
        .Select(static g => $"{g.Key}+{g.Value}"));
}
