using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;
using CalicoVxlan.Packets;

namespace CalicoVxlan.Flows;

/// <summary>One direction of a conversation of IPv4 pods in IPv4 VXLAN, in the fewest bytes.</summary>
/// <param name="Pods">Source and destination.</param>
/// <param name="Vteps">Source and destination of the underlay.</param>
/// <param name="Rest">Ports 32 bits, VNI 24, protocol 8.</param>
/// <param name="Point">Number of the capture point.</param>
internal readonly record struct DirectionKey(ulong Pods, ulong Vteps, ulong Rest, int Point)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Hash()
    {
        ulong hash = (Pods ^ (Rest * 0x9e37_79b9_7f4a_7c15)) + (Vteps * 0xc2b2_ae3d_27d4_eb4f) + (uint)Point;
        hash *= 0xff51_afd7_ed55_8ccd;
        return (uint)(hash >> 32);
    }

    /// <summary>What the decoder would find in such a frame.</summary>
    public FrameEndpoints ToEndpoints()
    {
        byte protocol = (byte)Rest;
        return new FrameEndpoints
        {
            Source = NetAddress.Ipv4((uint)(Pods >> 32)),
            Destination = NetAddress.Ipv4((uint)Pods),
            SourceVtep = NetAddress.Ipv4((uint)(Vteps >> 32)),
            DestinationVtep = NetAddress.Ipv4((uint)Vteps),
            Vni = (int)(Rest >> 8) & 0xffffff,
            SourcePort = (ushort)(Rest >> 48),
            DestinationPort = (ushort)(Rest >> 32),
            EtherType = EtherType.Ipv4,
            Protocol = protocol,
            Version = 4,
            HasVteps = true,
            HasPorts = protocol is IpProtocol.Tcp or IpProtocol.Udp,
        };
    }
}

/// <summary>
/// Finds a conversation by the bytes of a frame that lie where they nearly always do: a shortcut into <see cref="FlowIndex"/>.
/// What is not here yet is found the long way and noted. The keys themselves lie with the counters that are touched next.
/// </summary>
internal sealed class DirectionIndex(FlowIndex conversations)
{
    private Slot[] slots = new Slot[4096];
    private int count;

    /// <summary>Asks the processor for the memory that <see cref="FetchConversation"/> will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void FetchSlot(uint hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref slots[(int)hash & (slots.Length - 1)]));
        }
    }

    /// <summary>Asks the processor for the memory that <see cref="TryFind"/>, and counting after it, will need.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void FetchConversation(uint hash)
    {
        Slot slot = slots[(int)hash & (slots.Length - 1)];
        if (Sse.IsSupported && slot.Hash == hash && slot.Value != 0)
        {
            byte* half = (byte*)Unsafe.AsPointer(ref KeyOf((slot.Value >> 1) - 1, (slot.Value & 1) != 0));
            Sse.Prefetch0(half);
            Sse.Prefetch0(half + 64);
            Sse.Prefetch0(half + Unsafe.SizeOf<FlowHalf>() - 1);
        }
    }

    /// <summary>The conversation's number and direction; false when the key was not noted yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(in DirectionKey key, uint hash, out int conversation, out bool reversed)
    {
        Slot[] table = slots;
        for (int i = (int)hash & (table.Length - 1); ; i = (i + 1) & (table.Length - 1))
        {
            Slot slot = table[i];
            conversation = (slot.Value >> 1) - 1;
            reversed = (slot.Value & 1) != 0;
            if (slot.Value == 0)
            {
                return false;
            }

            if (slot.Hash == hash && KeyOf(conversation, reversed) == key)
            {
                return true;
            }
        }
    }

    /// <summary>Notes a key that was not found.</summary>
    public void Note(in DirectionKey key, int conversation, bool reversed)
    {
        KeyOf(conversation, reversed) = key;
        if (++count > slots.Length / 2)
        {
            Slot[] old = slots;
            slots = new Slot[old.Length * 2];
            foreach (Slot slot in old)
            {
                if (slot.Value != 0)
                {
                    Place(slot);
                }
            }
        }

        Place(new Slot { Hash = key.Hash(), Value = ((conversation + 1) << 1) | (reversed ? 1 : 0) });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref DirectionKey KeyOf(int conversation, bool reversed)
    {
        ref Conversation entry = ref conversations[conversation];
        return ref reversed ? ref entry.Backward.Key : ref entry.Forward.Key;
    }

    private void Place(Slot slot)
    {
        int i = (int)slot.Hash & (slots.Length - 1);
        while (slots[i].Value != 0)
        {
            i = (i + 1) & (slots.Length - 1);
        }

        slots[i] = slot;
    }

    private struct Slot
    {
        public uint Hash;

        /// <summary>Twice the conversation's number plus one, plus one when reversed; 0 in an empty slot.</summary>
        public int Value;
    }
}
