using CalicoVxlan.Packets;

namespace CalicoVxlan.Frames;

/// <summary>What decoding takes for VXLAN, and who the addresses are. Options belong to a call; there is no process-wide state.</summary>
public sealed class DecodeOptions
{
    // One bit a port: a look-up must cost less than finding out that a packet is not VXLAN.
    private readonly ulong[] vxlanPorts = new ulong[1024];

    /// <summary>Makes the options.</summary>
    /// <param name="ports">UDP destination ports that are VXLAN besides 4789, 8472 and (VXLAN-GPE) 4790.</param>
    public DecodeOptions(params ReadOnlySpan<ushort> ports)
    {
        Add(VxlanHeader.DefaultPort);
        Add(VxlanHeader.LinuxPort);
        Add(VxlanHeader.GpePort);
        foreach (ushort port in ports)
        {
            Add(port);
        }
    }

    /// <summary>The ports every decoder knows.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Who the addresses are; null when that is not known.</summary>
    public AddressNames? Names { get; init; }

    /// <summary>True when a datagram to that port is VXLAN by its port alone.</summary>
    public bool IsVxlanPort(ushort port) => (vxlanPorts[port >> 6] & (1ul << (port & 63))) != 0;

    private void Add(ushort port) => vxlanPorts[port >> 6] |= 1ul << (port & 63);
}
