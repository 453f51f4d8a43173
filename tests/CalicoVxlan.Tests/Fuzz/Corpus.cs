using CalicoVxlan.Capture;
using CalicoVxlan.Packets;
using CalicoVxlan.Tests.Capture.Files;
using CalicoVxlan.Tests.Frames;
using static CalicoVxlan.Tests.Frames.FrameBuilder;

namespace CalicoVxlan.Tests.Fuzz;

/// <summary>What is spoilt: the samples' frames and built ones of every kind. Public captures stay out, so that every machine tests the same.</summary>
internal sealed class Corpus
{
    private readonly List<(byte[] Bytes, LinkType Link)> frames = [];
    private readonly List<byte[]> captures = [];

    private Corpus()
    {
        foreach (string file in Directory.GetFiles(Samples.Lab(""), "*.pcapng").Order(StringComparer.Ordinal))
        {
            // The large frames differ in what nobody decodes.
            frames.AddRange(Samples.Packets(file).Select(static p => (p.Data[..Math.Min(p.Data.Length, 1600)].ToArray(), p.Interface.LinkType)));
        }

        foreach (byte[] frame in Built())
        {
            for (int i = 0; i < 40; i++)
            {
                frames.Add((frame, LinkType.Ethernet));
            }

            frames.Add((frame[14..], LinkType.Raw));
            frames.Add(([0, 0, 0, 2, .. frame[14..]], LinkType.Loop));
            frames.Add(([0, 4, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, .. frame[12..]], LinkType.LinuxSll));
            frames.Add(([.. frame[12..14], 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, .. frame[14..]], LinkType.LinuxSll2));
        }

        captures.AddRange(Files());
    }

    public static Corpus Instance { get; } = new();

    public FuzzInput NextFrame(Mutator mutator)
    {
        (byte[] bytes, LinkType link) = Pick(mutator);
        byte[] spoilt = mutator.Mutate(bytes, Pick(mutator).Bytes, head: 140);
        int wire = mutator.Random.Next(16) switch
        {
            0 => spoilt.Length + mutator.Random.Next(100),
            1 => spoilt.Length + mutator.Random.Next(100_000),
            2 => int.MaxValue - mutator.Random.Next(100),
            < 8 => spoilt.Length,
            _ => bytes.Length,
        };
        return FuzzInput.Frame(spoilt, mutator.Random.Next(200) == 0 ? (LinkType)mutator.Random.Next(300) : link, wire);
    }

    public FuzzInput NextCapture(Mutator mutator)
    {
        byte[] bytes = captures[mutator.Random.Next(captures.Count)];
        byte[] spoilt = mutator.Mutate(bytes, captures[mutator.Random.Next(captures.Count)], head: bytes.Length);
        return FuzzInput.Capture(mutator.Random.Next(10) == 0 ? PcapReaderTests.Zip(spoilt) : spoilt);
    }

    private (byte[] Bytes, LinkType Link) Pick(Mutator mutator) => frames[mutator.Random.Next(frames.Count)];

    public static IEnumerable<byte[]> Built()
    {
        byte[] service = [0x0f, 0xc2, 2, 3, 0, 0, 0xfe, 5];
        byte[] extensions = [IpProtocol.DestinationOptions, 0, 5, 2, 0, 0, 1, 0, IpProtocol.Fragment, 0, 1, 4, 0, 0, 0, 0, IpProtocol.Udp, 0, 0, 0, 0, 0, 0, 9];
        byte[] later = [IpProtocol.Udp, 0, 0, 8, 0, 0, 0, 9];
        byte[] datagram = Udp(1234, 53, Bytes(100));
        yield return Vxlan(Syn());
        yield return Vxlan(Ping(), port: 5555);
        yield return Vxlan(TcpFrame(Sum.Partial), sum: Sum.Correct);
        yield return Vxlan(Ethernet(EtherType.Arp, Arp()));
        yield return Vxlan6(Tcp6Frame());
        yield return Tag(Tag(Vxlan(Tag(Ping(), 5)), 6), 7, EtherType.ServiceVlan);
        yield return Vxlan(Vxlan(Vxlan6(Tcp6Frame()), vni: 9), vni: 10);
        yield return Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv4, TcpFrame()[14..], Node1, Node3));
        yield return Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Ipv6, Tcp6Frame()[14..], Node1, Node3));
        yield return Vxlan([.. service, .. Ping()], port: 4790, header: VxlanHeader(flags: 0x0c, reserved: 4));
        yield return Vxlan(Ping(), header: VxlanHeader(flags: 0x88, reserved: 0x48_1234));
        yield return Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Udp, datagram, extensions: extensions, first: IpProtocol.HopByHop));
        yield return Vxlan6(Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Udp, datagram, extensions: later, first: IpProtocol.Fragment)));
        yield return Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, datagram, fragment: 0x2000)));
        yield return Vxlan(Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Icmp, Icmp(3, 4, 1410, TcpFrame()[14..]))));
        yield return Vxlan6(Ethernet(EtherType.Ipv6, Ip6(IpProtocol.Icmpv6, Icmp(2, 0, 1390, Tcp6Frame()[14..]))));
        yield return Ethernet(EtherType.Ipv4, Ip4(IpProtocol.Udp, Udp(1, 4789, [.. VxlanHeader(), .. Ping()]), options: [0x94, 4, 0, 0]));
    }

    private static IEnumerable<byte[]> Files()
    {
        byte[][] few = [.. Built().Take(5)];
        foreach (bool bigEndian in new[] { false, true })
        {
            foreach (uint magic in new[] { CaptureBytes.Micro, CaptureBytes.Nano, CaptureBytes.Modified })
            {
                CaptureBytes pcap = new CaptureBytes(bigEndian).Pcap(magic, network: bigEndian ? 0x2400_0001u : 1);
                yield return few.Aggregate(pcap, (p, f) => p.Record(f, more: magic == CaptureBytes.Modified ? new byte[8] : null)).ToArray();
            }

            CaptureBytes pcapng = new CaptureBytes(bigEndian).Section().Interface(1, "eth0", options: static b => b.Option(9, [9]).Option(14, new byte[8]).Option(13, [4]))
                .Interface(276, "any\x1b").Interface(1, snap: 96).Enhanced(few[0], options: static b => b.Option(1, "a comment\a"u8.ToArray()).Option(2, [0x80, 0, 0, 0]))
                .Enhanced(few[1], 2, ticks: ulong.MaxValue).Block(5, static b => b.Raw(new byte[20])).Obsolete(few[2], 1).Simple(few[3]).Section().Interface().Enhanced(few[4]);
            yield return pcapng.ToArray();
            yield return PcapReaderTests.Zip(pcapng.ToArray());
        }
    }
}
