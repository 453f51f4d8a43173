using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>A healthy cluster in mode VXLAN Always: who has which address. The same for the same numbers.</summary>
internal sealed class EvidencePlan
{
    public const string Version = "v3.32.1";
    public const int HostMtu = 1500;
    public const int PodMtu = HostMtu - CalicoNames.Overhead;
    private const int BlockBits = 6;
    private const int PodsOfBlock = (1 << BlockBits) - 1;

    /// <param name="nodes">1 to 60,000.</param>
    /// <param name="podsPerNode">0 to 63: a node has one block, and its first address is the tunnel's.</param>
    public EvidencePlan(int nodes, int podsPerNode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 60_000);
        ArgumentOutOfRangeException.ThrowIfNegative(podsPerNode);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(podsPerNode, PodsOfBlock);
        Nodes = [.. Enumerable.Range(0, nodes).Select(i => Node(i, podsPerNode))];
    }

    public static Cidr Pool { get; } = Cidr.TryParse("10.128.0.0/9", out Cidr pool) ? pool : default;

    public static Cidr Underlay { get; } = Cidr.TryParse("10.0.0.0/16", out Cidr underlay) ? underlay : default;

    public static NetAddress Router { get; } = Underlay.Address.Plus(1);

    public IReadOnlyList<PlannedNode> Nodes { get; }

    private static PlannedNode Node(int number, int pods)
    {
        string name = FormattableString.Invariant($"node-{number + 1:d5}");
        NetAddress first = Pool.Address.Plus((ulong)number << BlockBits);
        return new PlannedNode(
            name,
            Underlay.Address.Plus(10 + (ulong)number),
            new Cidr(first, 32 - BlockBits),
            CalicoNames.VtepMac(name),
            new MacAddress(0x0242_0000_0000 + (ulong)number),
            [.. Enumerable.Range(0, pods).Select(i => Pod(name, number, i, first))]);
    }

    private static PlannedPod Pod(string node, int number, int ordinal, NetAddress first)
    {
        string @namespace = FormattableString.Invariant($"team-{ordinal % 10}");
        string name = FormattableString.Invariant($"web-{number + 1:d5}-{ordinal:d2}");
        string container = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
        return new PlannedPod(
            @namespace,
            name,
            node,
            first.Plus(1 + (ulong)ordinal),
            CalicoNames.Veth(@namespace, name),
            4 + ordinal,
            ordinal,
            $"cni-{container[..8]}-{container[8..12]}-{container[12..16]}-{container[16..20]}-{container[20..32]}",
            container,
            new MacAddress(0x0e00_0000_0000 | ((ulong)number << 8) | (uint)ordinal));
    }
}

/// <summary>A node; the first address of its block is its tunnel's.</summary>
internal sealed record PlannedNode(string Name, NetAddress Address, Cidr Block, MacAddress VtepMac, MacAddress Mac, IReadOnlyList<PlannedPod> Pods)
{
    public NetAddress Tunnel => Block.Address;
}

/// <summary>A pod with its host interface, the number its node has for its namespace, and that namespace's name.</summary>
internal sealed record PlannedPod(
    string Namespace, string Name, string Node, NetAddress Address, string Veth, int VethIndex, int NamespaceId, string NetworkNamespace, string Container, MacAddress Mac);
