using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CalicoVxlan.Capture;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>
/// Reads the numbers of a frame that is built as nearly all are: Ethernet, IPv4, UDP, VXLAN, Ethernet, IPv4, then TCP, UDP or
/// ICMP; no VLAN tags, IP options or fragments; every length agreeing with every other. For anything else it declines, and the
/// decoder in Frames, which knows everything, takes the frame. A test holds that both see the same.
/// <code>
/// 0        14     34    42      50       64     84
/// | Ethernet| IPv4 | UDP | VXLAN | Ethernet| IPv4 | TCP, UDP or ICMP
/// </code>
/// </summary>
internal static class FlowShortcut
{
    private const int OuterIp = EthernetHeader.HeaderLength;
    private const int OuterUdp = OuterIp + Ipv4Header.MinimumLength;
    private const int Vxlan = OuterUdp + UdpHeader.HeaderLength;
    private const int InnerEthernet = Vxlan + VxlanHeader.HeaderLength;
    private const int InnerIp = InnerEthernet + EthernetHeader.HeaderLength;
    private const int InnerL4 = InnerIp + Ipv4Header.MinimumLength;
    private const int Needed = InnerL4 + TcpHeader.MinimumLength;

    /// <summary>Reads a frame; false when the decoder has to.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="options">What is VXLAN.</param>
    /// <param name="point">Number of its capture point.</param>
    /// <param name="frame">What was read; of no use when the answer is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(in CapturedPacket packet, DecodeOptions options, int point, ref PendingFrame frame)
    {
        ReadOnlySpan<byte> data = packet.Data;
        if (data.Length < Needed || packet.Interface.LinkType != LinkType.Ethernet)
        {
            return false;
        }

        ref byte first = ref MemoryMarshal.GetReference(data);
        ushort port = UInt16(ref first, OuterUdp + 2);
        uint outerLength = UInt16(ref first, OuterIp + 2);
        uint innerLength = UInt16(ref first, InnerIp + 2);
        ulong vxlan = UInt64(ref first, Vxlan);
        byte protocol = At(ref first, InnerIp + 9);
        bool usual = UInt32(ref first, 12) >> 8 == 0x08_0045
            && (UInt16(ref first, OuterIp + 6) & 0x3fff) == 0
            && At(ref first, OuterIp + 9) == IpProtocol.Udp
            && port != VxlanHeader.GpePort
            && options.IsVxlanPort(port)
            && (vxlan & 0xffff_ffff_0000_00ff) == 0x0800_0000_0000_0000
            && UInt32(ref first, InnerEthernet + 12) >> 8 == 0x08_0045
            && (UInt16(ref first, InnerIp + 6) & 0x3fff) == 0
            && OuterIp + outerLength <= (uint)packet.WireLength
            && UInt16(ref first, OuterUdp + 4) + (uint)Ipv4Header.MinimumLength == outerLength
            && InnerIp - OuterIp + innerLength <= outerLength;
        if (!usual)
        {
            return false;
        }

        uint ports = UInt32(ref first, InnerL4);
        int payload = (int)innerLength - Ipv4Header.MinimumLength;
        frame.IsTcp = protocol == IpProtocol.Tcp;
        if (protocol == IpProtocol.Tcp)
        {
            int header = TcpHeader.LengthOf(At(ref first, InnerL4 + 12));
            if (header < TcpHeader.MinimumLength || header > payload)
            {
                return false;
            }

            frame.Segment = new TcpSegment(
                UInt32(ref first, InnerL4 + 4), UInt32(ref first, InnerL4 + 8), UInt16(ref first, InnerL4 + 14),
                (TcpFlags)(UInt16(ref first, InnerL4 + 12) & 0x1ff), payload - header, UInt16(ref first, InnerIp + 4));
        }
        else if (protocol == IpProtocol.Icmp)
        {
            ports = 0;
        }
        else if (protocol != IpProtocol.Udp || payload < UdpHeader.HeaderLength || VxlanInside(ref first, data, packet, options))
        {
            return false;
        }

        frame.Key = new DirectionKey(
            UInt64(ref first, InnerIp + 12), UInt64(ref first, OuterIp + 12), ((ulong)ports << 32) | (vxlan & 0xffff_ff00) | protocol, point);
        frame.Hash = frame.Key.Hash();
        frame.Bytes = (int)outerLength - (InnerEthernet - OuterIp);
        frame.Time = packet.TimestampNanoseconds;
        return true;
    }

    // A tunnel in the tunnel, or one on a port that only its payload gives away, is for the decoder.
    private static bool VxlanInside(ref byte first, ReadOnlySpan<byte> data, in CapturedPacket packet, DecodeOptions options)
    {
        const int Payload = InnerL4 + UdpHeader.HeaderLength;
        return options.IsVxlanPort(UInt16(ref first, InnerL4 + 2))
            || (At(ref first, Payload) == VxlanHeader.VniFlag && VxlanGuess.IsVxlan(data[Payload..], packet.WireLength - Payload));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte At(ref byte first, int offset) => Unsafe.Add(ref first, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort UInt16(ref byte first, int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint UInt32(ref byte first, int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong UInt64(ref byte first, int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, offset)));
}
