using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>One tunnel around a packet: the headers that carry it.</summary>
internal struct TunnelLayout
{
    public HeaderLayout Headers;
    public int Vxlan;
    public Encapsulation Encapsulation;
}

/// <summary>UDP, and how a tunnel is recognised and entered.</summary>
internal ref partial struct FrameDecoder
{
    private void DecodeUdp(int at)
    {
        if (!DecodeFixed(FrameLayer.Udp, at, UdpHeader.HeaderLength) || !UdpHeader.TryParse(data[at..], out UdpHeader udp))
        {
            return;
        }

        int payload = at + UdpHeader.HeaderLength;
        bool isFragment = (frame.Inner.Flags & HeaderFlags.Fragment) != 0;
        if (udp.Length >= UdpHeader.HeaderLength)
        {
            // The datagram's length is that of all its fragments together.
            if (!isFragment)
            {
                LimitTo(at, udp.Length);
                frame.Inner.End = end;
            }
        }
        else if (udp.Length != 0)
        {
            Stop(FrameLayer.Udp, StopKind.Malformed, at, udp.Length);
            return;
        }

        ushort port = udp.DestinationPort;
        if (options.IsVxlanPort(port))
        {
            DecodeVxlan(payload, port);
        }
        else if (VxlanGuess.IsVxlan(data[Math.Min(payload, data.Length)..], end - payload))
        {
            frame.Warnings |= FrameWarnings.PortInferred;
            DecodeVxlan(payload, port);
        }
    }

    private void DecodeVxlan(int at, ushort port)
    {
        if (VxlanHeader.HeaderLength > data.Length - at || !VxlanHeader.TryParse(data[at..], out VxlanHeader vxlan))
        {
            StopShort(FrameLayer.Vxlan, at, VxlanHeader.HeaderLength);
            return;
        }

        bool gpe = port == VxlanHeader.GpePort;
        if ((vxlan.Flags & VxlanHeader.VniFlag) == 0)
        {
            frame.Warnings |= FrameWarnings.VniFlagMissing;
        }

        if (vxlan.ReservedBits(gpe) != 0)
        {
            frame.Warnings |= FrameWarnings.ReservedBits;
        }

        int payload = at + VxlanHeader.HeaderLength;
        bool named = gpe && (vxlan.Flags & VxlanHeader.NextProtocolFlag) != 0;
        if (EnterTunnel(gpe ? Encapsulation.VxlanGpe : Encapsulation.Vxlan, at, payload, decode: !named) && named)
        {
            DecodeGpePayload(vxlan.NextProtocol, payload, FrameLayer.Vxlan);
        }
    }

    // VXLAN-GPE and NSH number what follows alike: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH.
    private void DecodeGpePayload(byte next, int at, FrameLayer layer)
    {
        switch (next)
        {
            case 1:
                frame.Inner.EtherType = EtherType.Ipv4;
                DecodeIpv4(at);
                break;
            case 2:
                frame.Inner.EtherType = EtherType.Ipv6;
                DecodeIpv6(at);
                break;
            case 3:
                DecodeEthernetAt(at);
                break;
            case 4 when layer == FrameLayer.Vxlan:
                if (NshHeader.TryParse(data[Math.Min(at, data.Length)..], out NshHeader nsh))
                {
                    DecodeGpePayload(nsh.NextProtocol, at + nsh.HeaderLength, FrameLayer.Nsh);
                }
                else
                {
                    StopAtNsh(at);
                }

                break;
            default:
                Stop(layer, StopKind.Unsupported, at, 0);
                break;
        }
    }

    // A service header below eight bytes contradicts itself; a longer one lacks what it claims.
    private void StopAtNsh(int at)
    {
        int length = data.Length - at >= 2 ? NshHeader.LengthOf(data[at + 1]) : NshHeader.MinimumLength;
        if (length < NshHeader.MinimumLength)
        {
            Stop(FrameLayer.Nsh, StopKind.Malformed, at, NshHeader.MinimumLength);
        }
        else
        {
            StopShort(FrameLayer.Nsh, at, length);
        }
    }

    /// <summary>What was the innermost packet so far becomes a tunnel, and decoding goes on in its payload.</summary>
    /// <returns>False when tunnels are too deep to go on.</returns>
    private bool EnterTunnel(Encapsulation kind, int vxlan, int payload, bool decode = true)
    {
        if (frame.Depth == DeepestTunnel)
        {
            frame.Warnings |= FrameWarnings.NestedTooDeep;
            return false;
        }

        frame.Inner.Payload = payload;
        if (frame.Depth < tunnels.Length)
        {
            tunnels[frame.Depth] = new TunnelLayout { Headers = frame.Inner, Vxlan = vxlan, Encapsulation = kind };
        }

        if (frame.Depth == 0)
        {
            frame.Outer = frame.Inner;
            frame.Encapsulation = kind;
            if ((frame.Inner.Flags & HeaderFlags.Fragment) != 0)
            {
                frame.Warnings |= FrameWarnings.OuterFragment;
            }
        }

        if (frame.Vxlan < 0)
        {
            frame.Vxlan = vxlan;
        }

        frame.Depth++;
        frame.Inner = HeaderLayout.None;
        frame.Inner.Payload = payload;
        frame.Inner.End = end;
        frame.InnerStart = payload;
        if (decode && kind == Encapsulation.IpIp)
        {
            DecodeIp(payload);
        }
        else if (decode)
        {
            DecodeEthernetAt(payload);
        }

        return true;
    }

    private void DecodeEthernetAt(int at)
    {
        if (EthernetHeader.HeaderLength > data.Length - at)
        {
            StopShort(FrameLayer.Ethernet, at, EthernetHeader.HeaderLength);
        }
        else
        {
            DecodeEthernet(at);
        }
    }
}
