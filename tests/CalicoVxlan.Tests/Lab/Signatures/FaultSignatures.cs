using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>The signatures of all faults that a lab can have; docs/fault-signatures.md says the same in words.</summary>
internal static class FaultSignatures
{
    private const string Vxlan = "vxlan.calico.";
    private const int PortUnreachable = 3;
    private const int FragmentationNeeded = 4;

    private static readonly IReadOnlyList<string> Everything = Observation.Protocols;

    // Addresses that the lab's planner gives (LabPlanner) and its faults invent (PeerFaults, DeviceFaults).
    private const string Gateway = "169.254.1.1";
    private const string DeadNode = "172.18.0.250";
    private const string FormerNode2 = "172.18.0.201";
    private const string Node3 = "172.18.0.4";
    private const string Tunnel2 = "10.65.1.0";
    private const string SecondCard1 = "192.168.77.10";
    private const string SecondCard2 = "192.168.77.11";

    public static IReadOnlyList<FaultSignature> All { get; } = [.. Peers(), .. Devices(), .. Underlay(), .. Cluster(), .. Objects()];

    // What a node knows of its peers, 5.1 A to C and F to J.
    private static IEnumerable<FaultSignature> Peers()
    {
        yield return Sender("MissingFdbEntry", 3).Shows("vxlan.calico drops them", static o => o.Sender.GetValueOrDefault(Vxlan + "tx_drop") >= 3).Shows("nothing at 4", static o => IsQuiet(o, 4));
        yield return Sender("MissingNeighbour", 2).Shows("ARP for the VTEP at 3", static o => o.AsksFor(3, Tunnel2) && !o.IsTold(3, Tunnel2))
            .Shows("vxlan.calico drops it", static o => o.Sender.GetValueOrDefault(Vxlan + "tx_drop") >= 1).Shows("nothing at 4", static o => IsQuiet(o, 4));
        yield return NotForThisMachine(Sender("WrongVtepMac", 6));
        yield return Sender("DeadFdbDestination", 3).Shows("ARP for the dead address at 4", static o => o.AsksFor(4, DeadNode) && !o.IsTold(4, DeadNode)).Shows("no VXLAN at 4", static o => !HasVxlan(o, 4));
        yield return Receiver("MissingReturnRoute", 7).Shows("the pod replies", static o => o.LastReply("ICMP") == 7)
            .Shows("the reply is bare at 5", static o => o.IsReplyBare(5)).Shows("no reply at 6", static o => !o.Replies(6).Any());
        yield return Receiver("StrictReversePath", 6).Shows("IPReversePathFilter", static o => o.Receiver.GetValueOrDefault("TcpExt.IPReversePathFilter") >= 3);
        yield return WithoutRoute(Sender("MissingBlockRoute", 2));
        yield return new FaultSignature("DestinationWithoutPod", "node1", 2) { Variant = "own node's block", Traffic = new() { Destination = "10.65.0.3" } }
            .Shows("no ICMP", static o => !o.At(1).Any(static f => f.Inner?.IcmpType == 3)).Shows("nothing at 3 and 4", static o => !o.Requests(3).Any() && !o.Requests(4).Any())
            .Shows("no counter", static o => !o.Sender.Keys.Any(IsLoss));
        yield return new FaultSignature("DestinationWithoutPod", "node2", 6) { Variant = "peer's block", Traffic = new() { Destination = "10.65.1.3" } }
            .Shows("no ICMP", static o => !o.At(1).Any(static f => f.Inner?.IcmpType == 3)).Shows("no counter", static o => !o.Receiver.Keys.Any(IsLoss));
        yield return Receiver("PeerNotAllowed", 5).Shows("the rule that drops VXLAN counts", static o => o.Receiver["VxlanDrop"] >= 3).Shows("no ICMP", static o => !o.Unreachable(5, PortUnreachable).Any());
        yield return Node("FirewallBeforeCalico", "node2", 5).Shows("Calico's own rule does not count", static o => o.Receiver.GetValueOrDefault("VxlanDrop") == 0)
            .Shows("no ICMP", static o => !o.Unreachable(5, PortUnreachable).Any());
        yield return Sender("StaleNeighbour", 3).Shows("ARP for the former address at 4", static o => o.AsksFor(4, FormerNode2) && !o.IsTold(4, FormerNode2)).Shows("no VXLAN at 4", static o => !HasVxlan(o, 4));
    }

    // A node's own devices, 5.1 D, E, L, M, and 6.8.
    private static IEnumerable<FaultSignature> Devices()
    {
        yield return OtherVni(Node("VniMismatch", "node2", 5));
        yield return NobodyListens(Node("PortMismatch", "node2", 5));
        yield return NobodyListens(Node("MissingDevice", "node2", 5) with { Variant = "receiver", Blind = [6] });
        yield return WithoutRoute(Node("MissingDevice", "node1", 2) with { Variant = "sender", Blind = [3] });
        yield return WithoutRoute(Node("DeviceDown", "node1", 2) with { Variant = "sender", Blind = [3] });
        yield return NobodyListens(Node("DeviceDown", "node2", 5) with { Variant = "receiver", Blind = [6] });
        yield return Node("LocalAddressGone", "node1", 3).Shows("tx_errors", static o => o.Sender.GetValueOrDefault(Vxlan + "tx_errs") >= 3)
            .Shows("tx_carrier_errors", static o => o.Sender.GetValueOrDefault(Vxlan + "tx_carrier") >= 3).Shows("nothing at 4", static o => IsQuiet(o, 4));
        yield return NotForThisMachine(Node("ChangedDeviceMac", "node2", 6));
    }

    // MTUs, checksums and the way between pod and node and between nodes, 5.1 N to S.
    private static IEnumerable<FaultSignature> Underlay()
    {
        yield return Node("PodMtuTooLarge", "node1", 2) with
        {
            Variant = "DF",
            Traffic = SignatureTraffic.Ping(1472, dontFragment: true),
            Evidence =
            [
                ("ICMP fragmentation needed at 1", static o => o.Unreachable(1, FragmentationNeeded).Any(static f => f.Info.Contains("1450", StringComparison.Ordinal))),
                ("FragFails", static o => o.Sender.GetValueOrDefault("Ip.FragFails") >= 1),
            ],
        };
        yield return Node("PodMtuTooLarge", "node1", 0) with
        {
            Variant = "no DF",
            Traffic = SignatureTraffic.Ping(1472, dontFragment: false),
            Answered = ["ICMP"],
            Evidence =
            [
                ("whole at 2", static o => o.Requests(2).All(static f => f.Inner?.MoreFragments == false)),
                ("fragments at 3", static o => o.Requests(3).Any(static f => f.Inner?.MoreFragments == true)),
                ("FragCreates", static o => o.Sender.GetValueOrDefault("Ip.FragCreates") >= 2),
            ],
        };
        foreach (bool dontFragment in (bool[])[false, true])
        {
            yield return (Sender("SmallUnderlayMtu", 0) with { Variant = dontFragment ? "DF" : "no DF", Traffic = SignatureTraffic.Ping(1422, dontFragment), Answered = ["ICMP"] })
                .Shows("first fragment at 4", static o => o.At(4).Any(static f => f is { Vni: not null, Outer: { MoreFragments: true, FragmentOffset: 0 } }))
                .Shows("port-less fragment at 4", static o => o.At(4).Any(static f => f is { Inner: null, Outer: { FragmentOffset: > 0, DestinationPort: null } }))
                .Shows("FragCreates", static o => o.Sender.GetValueOrDefault("Ip.FragCreates") >= 2)
                .Shows("the receiver puts them together", static o => o.Receiver.GetValueOrDefault("Ip.ReasmOKs") >= 1);
        }

        yield return (Sender("BrokenChecksum", 5) with { Answered = ["ICMP"] })
            .Shows("bad inner checksum at 5", static o => o.Requests(5).Where(static f => f.Protocol != "ICMP").All(static f => f.Inner?.L4Checksum == ChecksumState.Incorrect))
            .Shows("none at 4", static o => o.Requests(4).All(static f => f.Inner?.L4Checksum != ChecksumState.Incorrect))
            .Shows("InCsumErrors", static o => o.Receiver.GetValueOrDefault("Udp.InCsumErrors") >= 2);
        yield return Sender("UdpBlocked", 4).Shows("nothing but ARP at 5", static o => !HasVxlan(o, 5)).Shows("no ICMP", static o => !o.At(4).Any(static f => f is { Vni: null, Inner.IcmpType: 3 }))
            .Shows("no counter", static o => !o.Sender.Keys.Concat(o.Receiver.Keys).Any(IsLoss));
        yield return Node("NoDefaultRoute", "node1", 0).Shows("ARP for 169.254.1.1 at 1 and 2", static o => o.AsksFor(1, Gateway) && o.AsksFor(2, Gateway))
            .Shows("no answer", static o => !o.IsTold(1, Gateway) && !o.IsTold(2, Gateway));
    }

    // Settings of the cluster that change what Felix programs, 5.1 K and 6.
    private static IEnumerable<FaultSignature> Cluster()
    {
        yield return HalfBare(Sender("AsymmetricMask", 0));
        yield return HalfBare(Node("HostMask32", "node1", 0));
        yield return Node("WrongNodeAddress", "node2", 4) with { Variant = "receiver", Evidence = [("outer destination is the second card", static o => GoesTo(o, 4, SecondCard2)), ("no VXLAN at 5", static o => !HasVxlan(o, 5))] };
        yield return Node("WrongNodeAddress", "node1", 7) with
        {
            Variant = "sender",
            Evidence = [("the reply goes to the second card", static o => o.Replies(5).Any(static f => f.DestinationVtep == SecondCard1)), ("and is lost after 5", static o => o.LastReply("ICMP") == 5)],
        };
        yield return WithoutRoute(Node("NoTunnelAddress", "node1", 2) with { Variant = "sender", Blind = [3] });
        yield return WithoutRoute(Node("NoTunnelAddress", "node2", 2) with { Variant = "receiver", Blind = [6] });
        yield return OtherVni(Node("NodeVniOverride", "node2", 5));
        yield return NobodyListens(Node("NodePortOverride", "node2", 5));
        yield return Node("TunnelAddressGivenToPod", "node2", 6) with
        {
            Traffic = new() { ToPod = "late-node2" },
            Answered = ["ICMP"],
            LastAnswered = 6,
            Evidence = [("the node answers in the pod's place", static o => !o.Replies(7).Any() && o.Replies(1).Where(static f => f.Protocol == "ICMP").All(static f => f.Inner?.Ttl == 63))],
        };
        yield return (Node("DuplicateNodeName", "node3", 4) with { Peer = "node2" })
            .Shows("outer destination is the clone", static o => GoesTo(o, 4, Node3)).Shows("no VXLAN at 5", static o => !HasVxlan(o, 5));
        yield return (Node("MissingIpv6Device", "node3", 2) with
        {
            Shape = LabShape.CrossSubnet,
            Traffic = new() { To = "node3", Protocols = ["ICMPv6"] },
            Blind = [6],
        }).Shows("bare at 4", static o => o.IsBare(4));
        yield return (Sender("LeftoverBirdRoute", 0) with { Variant = "before 3.32", Shape = LabShape.Before32, Answered = Everything })
            .Shows("requests are bare at 4 and 5", static o => o.IsBare(4) && o.IsBare(5)).Shows("none at 3 and 6", static o => !o.Requests(3).Any() && !o.Requests(6).Any())
            .Shows("replies are in VXLAN", static o => o.Replies(4).All(static f => f.Vni is not null));
    }

    // What is wrong with objects alone: traffic is as ever.
    private static IEnumerable<FaultSignature> Objects()
    {
        yield return Untouched(new("StaleProbes", null, 0));
        yield return Untouched(Node("ManagedDevice", "node2", 0));
        yield return Untouched(Node("TunnelAddressNotAllocated", "node2", 0));
        yield return Untouched(Node("BorrowedTunnelAddress", "node1", 0) with { Shape = LabShape.Before29 });
        yield return Untouched(Node("GoneNodeKeepsAddress", "node2", 0));
        yield return Untouched(new("InstallationDisagrees", null, 0));
        yield return Untouched(Node("OldTunnelAddressInPolicy", "node2", 0));
        yield return Untouched(Node("OldTunnelAddressInNat", "node2", 0));
        yield return Untouched(Sender("LeftoverBirdRoute", 0) with { Variant = "since 3.32" });
    }

    private static FaultSignature Sender(string fault, int last) => new(fault, "node1", last) { Peer = "node2" };

    private static FaultSignature Receiver(string fault, int last) => new(fault, "node2", last) { Peer = "node1" };

    private static FaultSignature Node(string fault, string node, int last) => new(fault, node, last);

    private static FaultSignature NotForThisMachine(FaultSignature signature) => signature
        .Shows("vxlan.calico receives them", static o => o.Receiver.GetValueOrDefault(Vxlan + "rx_packets") >= 3)
        .Shows("no error counter", static o => IsZero(o, "rx_errs", "rx_drop") && o.Receiver.GetValueOrDefault("Ip.InAddrErrors") == 0);

    private static FaultSignature OtherVni(FaultSignature signature) => signature
        .Shows("no ICMP", static o => !o.Unreachable(5, PortUnreachable).Any())
        .Shows("no counter", static o => IsZero(o, "rx_packets", "rx_errs", "rx_drop") && !o.Receiver.Keys.Any(static k => k is "Udp.NoPorts" or "Udp.InErrors" or "VxlanDrop"));

    private static FaultSignature NobodyListens(FaultSignature signature) => signature
        .Shows("ICMP port unreachable at 5 and 4", static o => o.Unreachable(5, PortUnreachable).Any() && o.Unreachable(4, PortUnreachable).Any())
        .Shows("UdpNoPorts", static o => o.Receiver.GetValueOrDefault("Udp.NoPorts") >= 3);

    private static FaultSignature WithoutRoute(FaultSignature signature) => signature
        .Shows("bare at 4, to the default gateway", static o => o.IsBare(4)).Shows("no VXLAN at 4", static o => !HasVxlan(o, 4)).Shows("nothing of it at 5", static o => !o.Requests(5).Any());

    private static FaultSignature HalfBare(FaultSignature signature) => (signature with { Shape = LabShape.CrossSubnet, Answered = Everything })
        .Shows("requests in VXLAN at 4 and 5", static o => o.Requests(4).Concat(o.Requests(5)).All(static f => f.Vni is not null))
        .Shows("replies bare at 5 and 4", static o => o.Replies(5).Concat(o.Replies(4)).All(static f => f.Vni is null))
        .Shows("no replies at 6 and 3", static o => !o.Replies(6).Any() && !o.Replies(3).Any());

    private static FaultSignature Untouched(FaultSignature signature) => (signature with { Answered = Everything })
        .Shows("requests and replies pass all points as ever", static o => Enumerable.Range(1, SevenPoints.Count).All(p =>
            Everything.All(n => o.Requests(p).Any(f => f.Protocol == n) && o.Replies(p).Any(f => f.Protocol == n))) && !o.IsBare(4) && !o.IsReplyBare(4));

    private static bool IsQuiet(Observation o, int point) => !HasVxlan(o, point) && !o.Requests(point).Any();

    // Counters of lost packets but those of vxlan.calico, which loses its own greetings.
    private static bool IsLoss(string counter) => !counter.StartsWith(Vxlan, StringComparison.Ordinal)
        && (counter is "IpExt.InNoRoutes" or "Ip.OutNoRoutes" or "Ip.InDiscards" or "Ip.OutDiscards" or "Ip.InAddrErrors" or "VxlanDrop"
            || counter.EndsWith("_drop", StringComparison.Ordinal) || counter.EndsWith("_errs", StringComparison.Ordinal));

    private static bool HasVxlan(Observation o, int point) => o.At(point).Any(static f => f.Vni is not null);

    private static bool GoesTo(Observation o, int point, string node) => o.Requests(point).Any() && o.Requests(point).All(f => f.DestinationVtep == node);

    private static bool IsZero(Observation o, params string[] counters) => counters.All(c => o.Receiver.GetValueOrDefault(Vxlan + c) == 0);
}
