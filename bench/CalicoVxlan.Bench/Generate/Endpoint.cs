namespace CalicoVxlan.Bench.Generate;

/// <summary>A pod at one end of a flow, with the addresses of its node.</summary>
internal sealed class Endpoint(int node, int pod, ushort port, uint sequence, ushort outerPort)
{
    public ushort Port => port;

    /// <summary>The next TCP sequence number.</summary>
    public uint Sequence { get; set; } = sequence;

    /// <summary>What this end last acknowledged; repeating it would be a duplicate acknowledgment.</summary>
    public uint Acknowledged { get; set; }

    /// <summary>The outer UDP source port: a hash of the inner flow, so it stays the same for a direction.</summary>
    public ushort OuterPort => outerPort;

    /// <summary>192.168.5.10 onwards.</summary>
    public uint NodeAddress { get; } = 0xC0A8_050A + (uint)node;

    /// <summary>A block of 64 addresses a node out of 172.16.0.0/16, the first being the tunnel's.</summary>
    public uint PodAddress { get; } = 0xAC10_0000 + ((uint)node * 64) + 1 + (uint)(pod % 62);

    public ulong NodeMac { get; } = 0x5254_0000_0000 + (ulong)node;

    public ulong VtepMac { get; } = 0x66F9_0000_0000 + (ulong)node;
}
