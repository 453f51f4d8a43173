using System.Globalization;
using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Tests.TShark;

/// <summary>Our decoding and tshark's of the same frames, field by field.</summary>
public class TSharkTests
{
    // What tshark calls a field, and what we have of it in one packet's headers; null when the packet has none.
    private static readonly (string Name, Func<FrameHeaders, string?> Ours)[] Fields =
    [
        ("eth.src", static h => h.SourceMac),
        ("eth.dst", static h => h.DestinationMac),
        ("ieee8021ad.id+vlan.id", static h => h.VlanIds.Length > 0 ? string.Join(',', h.VlanIds) : null),
        ("ip.src", static h => Version(h, 4, h.Source)),
        ("ip.dst", static h => Version(h, 4, h.Destination)),
        ("ip.ttl", static h => Version(h, 4, h.Ttl)),
        ("ip.dsfield.dscp", static h => Version(h, 4, h.Dscp)),
        ("ip.id", static h => Version(h, 4, h.Identification?.ToString("x4", CultureInfo.InvariantCulture) is { } id ? "0x" + id : null)),
        ("ip.flags.df", static h => Version(h, 4, h.DontFragment == true ? 1 : 0)),
        ("ip.flags.mf", static h => Version(h, 4, h.MoreFragments == true ? 1 : 0)),
        ("ip.frag_offset", static h => Version(h, 4, h.FragmentOffset / 8)),
        ("ipv6.src", static h => Version(h, 6, h.Source)),
        ("ipv6.dst", static h => Version(h, 6, h.Destination)),
        ("ipv6.hlim", static h => Version(h, 6, h.Ttl)),
        ("udp.srcport", static h => h.Protocol == "UDP" ? Text(h.SourcePort) : null),
        ("udp.dstport", static h => h.Protocol == "UDP" ? Text(h.DestinationPort) : null),
        ("tcp.srcport", static h => h.Protocol == "TCP" ? Text(h.SourcePort) : null),
        ("tcp.dstport", static h => h.Protocol == "TCP" ? Text(h.DestinationPort) : null),
        ("tcp.flags", static h => h.TcpFlags is { } flags ? $"0x{(int)flags:x4}" : null),
        ("tcp.seq_raw", static h => Text(h.Sequence)),
        ("tcp.ack_raw", static h => h.TcpFlags is { } flags ? Text((flags & TcpFlags.Ack) != 0 ? h.Acknowledgment : 0) : null),
        ("tcp.window_size_value", static h => Text(h.Window)),
        ("tcp.len", static h => h.TcpFlags is not null ? Text(h.PayloadLength) : null),
        ("tcp.options.mss_val", static h => Text(h.MaximumSegmentSize)),
        ("icmp.type", static h => h.IpVersion == 4 ? Text(h.IcmpType) : null),
        ("icmp.code", static h => h.IpVersion == 4 ? Text(h.IcmpCode) : null),
        ("icmp.seq", static h => h.IpVersion == 4 ? Text(h.IcmpSequence) : null),
        ("icmpv6.type", static h => h.IpVersion == 6 ? Text(h.IcmpType) : null),
        ("arp.opcode", static h => Text(h.ArpOperation)),
        ("arp.src.hw_mac", static h => h.ArpSenderMac),
        ("arp.src.proto_ipv4", static h => h.ArpSenderAddress),
        ("arp.dst.proto_ipv4", static h => h.ArpTargetAddress),
    ];

    public static TheoryData<string> Captures => [.. Samples.All().Select(static f => Path.GetRelativePath(Samples.Root, f))];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_header_of_every_frame(string capture)
    {
        Tools.Need("tshark");
        string file = Path.Combine(Samples.Root, capture);
        TSharkFields theirs = TSharkFields.Read(file, ["frame.number", .. Fields.Select(static f => f.Name)]);
        List<VxlanFrame> frames = Samples.Frames(file);
        Assert.Equal(theirs.Count, frames.Count);
        List<string> differences = [];
        foreach ((string name, Func<FrameHeaders, string?> ours) in Fields.Where(f => Differences.ReasonFor(file, f.Name) is null))
        {
            for (int i = 0; i < frames.Count; i++)
            {
                if (name.StartsWith("eth.", StringComparison.Ordinal) && frames[i].LinkType != LinkType.Ethernet)
                {
                    continue;
                }

                string[] mine = [.. Packets(frames[i]).Select(ours).OfType<string>().SelectMany(static v => v.Split(','))];
                string[] their = theirs.Values(i, name);
                // An ICMP error quotes a packet, whose headers tshark lists, too.
                bool same = frames[i].Inner?.IcmpType is not null ? their.AsSpan().StartsWith(mine) : their.AsSpan().SequenceEqual(mine);
                if (!same)
                {
                    differences.Add($"frame {i + 1} {name}: ours {string.Join(',', mine)}, tshark's {string.Join(',', their)} ({frames[i].Info})");
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(20))}");
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Tunnels_lengths_and_times(string capture)
    {
        Tools.Need("tshark");
        string file = Path.Combine(Samples.Root, capture);
        TSharkFields theirs = TSharkFields.Read(file, "frame.len", "frame.cap_len", "frame.time_epoch", "frame.interface_name", "vxlan.vni", "ip.len");
        List<VxlanFrame> frames = Samples.Frames(file);
        Assert.Equal(theirs.Count, frames.Count);
        for (int i = 0; i < frames.Count; i++)
        {
            VxlanFrame frame = frames[i];
            Assert.Equal([Text(frame.Length)], theirs.Values(i, "frame.len"));
            Assert.Equal([Text(frame.CapturedLength)], theirs.Values(i, "frame.cap_len"));
            Assert.Equal([$"{frame.TimestampNanoseconds / 1_000_000_000}.{frame.TimestampNanoseconds % 1_000_000_000:000000000}"], theirs.Values(i, "frame.time_epoch"));
            Assert.All(theirs.Values(i, "frame.interface_name"), name => Assert.Equal(name, frame.CapturePoint.Split('%')[0]));
            if (Differences.ReasonFor(file, "vxlan.vni") is null)
            {
                Assert.Equal(frame.Tunnels.Select(static t => Text(t.Vni)).OfType<string>(), theirs.Values(i, "vxlan.vni"));
            }

            if (Differences.ReasonFor(file, "ip.len") is null && frame.Layout.Inner.IpVersion == 4)
            {
                int at = frame.Tunnels.Count(static t => t.Headers.IpVersion == 4);
                Assert.Equal(Text(frame.Layout.Inner.End - frame.Layout.Inner.Network), theirs.Values(i, "ip.len")[at]);
            }
        }
    }

    private static IEnumerable<FrameHeaders> Packets(VxlanFrame frame) => frame.Inner is null
        ? [frame.Outer!]
        : [.. frame.Tunnels.Select(static t => t.Headers), frame.Inner];

    private static string? Version(FrameHeaders headers, int version, object? value) => headers.IpVersion == version ? Text(value) : null;

    private static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
}
