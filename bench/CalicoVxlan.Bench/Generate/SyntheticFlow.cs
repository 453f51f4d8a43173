using System.Buffers.Binary;

namespace CalicoVxlan.Bench.Generate;

/// <summary>One conversation between two pods on two nodes, and where it stands.</summary>
internal sealed class SyntheticFlow
{
    private const byte Icmp = 1;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte Fin = 0x01;
    private const byte Syn = 0x02;
    private const byte Push = 0x08;
    private const byte Ack = 0x10;
    private const int LargestPayload = 1410;

    private readonly byte protocol;
    private readonly Endpoint client;
    private readonly Endpoint server;
    private int step;
    private ushort identification;

    public SyntheticFlow(int number, int pairs, ref SplitMix random)
    {
        // Shares of flows are shares of frames, since every flow is equally likely to have the next one.
        int share = (number + (number / pairs)) % 20;
        protocol = share < 14 ? Tcp : share < 19 ? Udp : Icmp;
        (int first, int second) = Nodes(number % pairs);
        ushort clientPort = (ushort)(32_768 + random.Below(28_000));
        ushort serverPort = protocol == Udp ? (ushort)8125 : (ushort)8080;
        int pod = number / pairs;
        client = new Endpoint(first, pod, clientPort, (uint)random.Next(), (ushort)(32_768 + random.Below(28_000)));
        server = new Endpoint(second, pod, serverPort, (uint)random.Next(), (ushort)(32_768 + random.Below(28_000)));
    }

    /// <summary>Writes the flow's next frame.</summary>
    /// <param name="frame">Room for the headers; what the headers don't cover is left as it is and counts as zero.</param>
    /// <param name="random">Chooses direction and size.</param>
    /// <returns>The frame's length on the wire.</returns>
    public int Next(Span<byte> frame, ref SplitMix random) => protocol switch
    {
        Tcp => NextTcp(frame, ref random),
        Udp => NextUdp(frame, ref random),
        _ => NextIcmp(frame),
    };

    private int NextTcp(Span<byte> frame, ref SplitMix random)
    {
        int step = this.step++;
        (bool fromClient, byte flags, int payload) = step switch
        {
            0 => (true, Syn, 0),
            1 => (false, (byte)(Syn | Ack), 0),
            2 => (true, Ack, 0),
            _ => Established(ref random),
        };
        Endpoint from = fromClient ? client : server;
        Endpoint to = fromClient ? server : client;
        int wire = FrameLayout.WriteEncapsulation(frame, from, to, Tcp, FrameLayout.TcpHeaderLength + payload, identification++);
        Span<byte> tcp = frame.Slice(FrameLayout.InnerTransport, FrameLayout.TcpHeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], from.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], (flags & Ack) != 0 ? to.Sequence : 0);
        tcp[12] = 5 << 4;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 64_240);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[16..], 0);
        FrameLayout.WriteTransportChecksum(frame, tcp, 16, Tcp, payload);
        from.Acknowledged = to.Sequence;
        from.Sequence += (uint)payload + ((flags & (Syn | Fin)) != 0 ? 1u : 0u);
        return wire;
    }

    private (bool FromClient, byte Flags, int Payload) Established(ref SplitMix random)
    {
        int kind = random.Below(100);
        bool isNews = client.Acknowledged != server.Sequence;
        return kind < 16 && isNews ? (true, Ack, 0)
            : kind < 62 ? (false, Ack, LargestPayload)
            : (kind < 80, (byte)(Ack | Push), 1 + random.Below(LargestPayload));
    }

    private int NextUdp(Span<byte> frame, ref SplitMix random)
    {
        bool fromClient = (step++ & 1) == 0;
        Endpoint from = fromClient ? client : server;
        Endpoint to = fromClient ? server : client;
        int payload = 20 + random.Below(1380);
        int wire = FrameLayout.WriteEncapsulation(frame, from, to, Udp, FrameLayout.UdpHeaderLength + payload, identification++);
        Span<byte> udp = frame.Slice(FrameLayout.InnerTransport, FrameLayout.UdpHeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(udp, from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(FrameLayout.UdpHeaderLength + payload));
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], 0);
        FrameLayout.WriteTransportChecksum(frame, udp, 6, Udp, payload);
        return wire;
    }

    private int NextIcmp(Span<byte> frame)
    {
        const int Payload = 56;
        int step = this.step++;
        bool request = (step & 1) == 0;
        int wire = FrameLayout.WriteEncapsulation(
            frame, request ? client : server, request ? server : client, Icmp, FrameLayout.IcmpHeaderLength + Payload, identification++);
        Span<byte> icmp = frame.Slice(FrameLayout.InnerTransport, FrameLayout.IcmpHeaderLength);
        icmp.Clear();
        icmp[0] = request ? (byte)8 : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(icmp[4..], client.Port);
        BinaryPrimitives.WriteUInt16BigEndian(icmp[6..], (ushort)(step / 2));
        BinaryPrimitives.WriteUInt16BigEndian(icmp[2..], FrameLayout.Checksum(icmp, 0));
        return wire;
    }

    // The pairs of as few nodes as there can be: 21 nodes have 210.
    private static (int First, int Second) Nodes(int pair)
    {
        int second = 1;
        while (pair >= second)
        {
            pair -= second++;
        }

        return (pair, second);
    }
}
