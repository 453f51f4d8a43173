using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>What health is judged by: one TCP segment's numbers.</summary>
internal readonly struct TcpSegment
{
    public TcpSegment(uint sequence, uint acknowledgment, ushort window, TcpFlags flags, int payloadLength, ushort id)
    {
        Sequence = sequence;
        Acknowledgment = acknowledgment;
        Window = window;
        Flags = flags;
        PayloadLength = payloadLength;
        Id = id;
    }

    public uint Sequence { get; }

    public uint Acknowledgment { get; }

    public ushort Window { get; }

    public TcpFlags Flags { get; }

    /// <summary>Bytes of data on the wire.</summary>
    public int PayloadLength { get; }

    /// <summary>IPv4 identification; 0 where there is none.</summary>
    public ushort Id { get; }

    /// <summary>Sequence numbers that it takes: data, and one each for SYN and FIN.</summary>
    public uint Length => (uint)PayloadLength + (Has(TcpFlags.Syn) ? 1u : 0) + (Has(TcpFlags.Fin) ? 1u : 0);

    public bool Has(TcpFlags flag) => (Flags & flag) != 0;

    public static bool TryRead(ReadOnlySpan<byte> data, in HeaderLayout packet, out TcpSegment segment)
    {
        segment = default;
        if (packet.Transport < 0 || packet.Protocol != IpProtocol.Tcp || !TcpHeader.TryParse(data[packet.Transport..], out TcpHeader tcp))
        {
            return false;
        }

        ushort id = packet.IpVersion == 4 && Ipv4Header.TryParse(data[packet.Network..], out Ipv4Header ip) ? ip.Identification : (ushort)0;
        segment = new TcpSegment(tcp.Sequence, tcp.Acknowledgment, tcp.Window, tcp.Flags, Math.Max(0, packet.End - packet.Payload), id);
        return true;
    }
}
