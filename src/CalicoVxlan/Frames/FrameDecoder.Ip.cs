using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>The network layer, and what of the transport layer can't be.</summary>
internal ref partial struct FrameDecoder
{
    private void DecodeIp(int at)
    {
        if (at >= data.Length)
        {
            StopShort(FrameLayer.Ipv4, at, Ipv4Header.MinimumLength);
        }
        else if (data[at] >> 4 == 6)
        {
            frame.Inner.EtherType = EtherType.Ipv6;
            DecodeIpv6(at);
        }
        else
        {
            frame.Inner.EtherType = EtherType.Ipv4;
            DecodeIpv4(at);
        }
    }

    private void DecodeIpv4(int at)
    {
        frame.Inner.Payload = at;
        if (!Ipv4Header.TryParse(data[Math.Min(at, data.Length)..], out Ipv4Header ip))
        {
            StopAtIpv4(at);
            return;
        }

        ref HeaderLayout packet = ref frame.Inner;
        packet.Network = at;
        packet.IpVersion = 4;
        packet.Protocol = ip.Protocol;
        packet.Payload = at + ip.HeaderLength;
        int total = ip.TotalLength;
        if (total == 0)
        {
            packet.Flags |= HeaderFlags.LengthUnknown;
        }
        else if (total < ip.HeaderLength)
        {
            Stop(FrameLayer.Ipv4, StopKind.Malformed, at, total);
            return;
        }
        else
        {
            LimitTo(at, total);
        }

        packet.End = end;
        if (ip.Ttl <= 1 && ip.Destination[0] < 224)
        {
            frame.Warnings |= FrameWarnings.TtlExpiring;
        }

        if (ip.MoreFragments || ip.FragmentOffset != 0)
        {
            packet.Flags |= HeaderFlags.Fragment;
            inFragment = true;
            if (ip.FragmentOffset != 0)
            {
                packet.Flags |= HeaderFlags.LaterFragment;
                return;
            }
        }

        DecodeTransport(packet.Payload);
    }

    // What kept an IPv4 header from being one: too few bytes, another version, or a length below 20 or beyond the bytes.
    private void StopAtIpv4(int at)
    {
        int there = data.Length - at;
        if (there < 1)
        {
            StopShort(FrameLayer.Ipv4, at, Ipv4Header.MinimumLength);
            return;
        }

        int length = Ipv4Header.LengthOf(data[at]);
        if (data[at] >> 4 != 4 || length < Ipv4Header.MinimumLength)
        {
            Stop(FrameLayer.Ipv4, StopKind.Malformed, at, Ipv4Header.MinimumLength);
        }
        else
        {
            StopShort(FrameLayer.Ipv4, at, length);
        }
    }

    private void DecodeIpv6(int at)
    {
        frame.Inner.Payload = at;
        if (!Ipv6Header.TryParse(data[Math.Min(at, data.Length)..], out Ipv6Header ip))
        {
            if (at < data.Length && data[at] >> 4 != 6)
            {
                Stop(FrameLayer.Ipv6, StopKind.Malformed, at, Ipv6Header.HeaderLength);
            }
            else
            {
                StopShort(FrameLayer.Ipv6, at, Ipv6Header.HeaderLength);
            }

            return;
        }

        ref HeaderLayout packet = ref frame.Inner;
        packet.Network = at;
        packet.IpVersion = 6;
        int after = at + Ipv6Header.HeaderLength;
        if (ip.PayloadLength > 0)
        {
            LimitTo(at, Ipv6Header.HeaderLength + ip.PayloadLength);
        }

        Ipv6Extensions extensions = Ipv6Extensions.Walk(ip.NextHeader, data[after..]);
        packet.Protocol = extensions.Protocol;
        packet.Payload = after + extensions.Length;
        if (ip.PayloadLength == 0 && ip.NextHeader != IpProtocol.NoNextHeader)
        {
            packet.Flags |= HeaderFlags.LengthUnknown;
            if (extensions.JumboLength > 0)
            {
                LimitTo(at, (int)Math.Min(Ipv6Header.HeaderLength + (long)extensions.JumboLength, int.MaxValue));
            }
        }

        packet.End = end;
        if (ip.HopLimit <= 1 && ip.Destination[0] != 0xff)
        {
            frame.Warnings |= FrameWarnings.TtlExpiring;
        }

        if (extensions.IsFragment && (extensions.MoreFragments || extensions.FragmentOffset != 0))
        {
            inFragment = true;
            packet.Flags |= HeaderFlags.Fragment | (extensions.FragmentOffset != 0 ? HeaderFlags.LaterFragment : 0);
        }

        if (extensions.Missing > 0)
        {
            StopShort(FrameLayer.Ipv6, packet.Payload, extensions.Missing);
        }
        else if ((packet.Flags & HeaderFlags.LaterFragment) == 0)
        {
            DecodeTransport(packet.Payload);
        }
    }

    // A packet can't be longer than what holds it. Where it says so, what holds it is right, since the bytes are not there.
    private void LimitTo(int at, int length)
    {
        if (length <= end - at)
        {
            end = at + length;
            data = data[..Math.Min(data.Length, end)];
        }
        else if (!inFragment)
        {
            frame.Warnings |= FrameWarnings.LengthBeyondOuter;
        }
    }

    private void DecodeTransport(int at)
    {
        switch (frame.Inner.Protocol)
        {
            case IpProtocol.Tcp:
                DecodeTcp(at);
                break;
            case IpProtocol.Udp:
                DecodeUdp(at);
                break;
            case IpProtocol.Icmp when frame.Inner.IpVersion == 4:
            case IpProtocol.Icmpv6 when frame.Inner.IpVersion == 6:
                DecodeFixed(FrameLayer.Icmp, at, IcmpHeader.HeaderLength);
                break;
            case IpProtocol.Ipv4 or IpProtocol.Ipv6:
                EnterTunnel(Encapsulation.IpIp, -1, at);
                break;
            default:
                break;
        }
    }

    private bool DecodeFixed(FrameLayer layer, int at, int length)
    {
        if (length > data.Length - at)
        {
            StopShort(layer, at, length);
            return false;
        }

        frame.Inner.Transport = at;
        frame.Inner.Payload = at + length;
        return true;
    }

    private void DecodeTcp(int at)
    {
        if (!DecodeFixed(FrameLayer.Tcp, at, TcpHeader.MinimumLength))
        {
            return;
        }

        int length = TcpHeader.LengthOf(data[at + 12]);
        if (length < TcpHeader.MinimumLength)
        {
            frame.Inner.Transport = -1;
            frame.Inner.Payload = at;
            Stop(FrameLayer.Tcp, StopKind.Malformed, at, TcpHeader.MinimumLength);
        }
        else
        {
            frame.Inner.Payload = Math.Min(at + length, Math.Max(at + TcpHeader.MinimumLength, end));
            if (length > data.Length - at)
            {
                StopShort(FrameLayer.Tcp, at, length);
            }
        }
    }
}
