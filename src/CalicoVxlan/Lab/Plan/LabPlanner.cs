using System.Security.Cryptography;
using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Model;

namespace CalicoVxlan.Lab.Plan;

/// <summary>Computes a lab's plan. Addresses are those of the examples in Calico's documentation, so that they look familiar.</summary>
internal static class LabPlanner
{
    /// <summary>Index of the first host-side veth; the devices of Calico itself come before it.</summary>
    public const int FirstPodIndex = 20;

    /// <summary>Addresses between two nodes' first blocks, unless the blocks themselves are larger.</summary>
    private const ulong Spacing = 256;

    // Locally administered: 02:00:ac:12, then subnet and host, as of 172.18.SUBNET.HOST.
    private const ulong MacBase = 0x0200_ac12_0000;

    /// <exception cref="LabException">An option is out of its range.</exception>
    public static LabPlan Make(CalicoLabOptions options)
    {
        LabOptionChecks.Check(options);
        PlannedSubnet[] subnets = [.. Enumerable.Range(0, options.SubnetCount).Select(i => Subnet(i, options.DualStack))];
        return new LabPlan
        {
            Options = options,
            Subnets = subnets,
            Pool = Pool(options),
            Pool6 = options.DualStack ? Parse("fd00:10:65::/48") : null,
            Nodes = [.. Enumerable.Range(0, options.NodeCount).Select(i => Node(options, i, subnets[i * options.SubnetCount / options.NodeCount]))],
        };
    }

    /// <summary>The block at that place among those of a node: block 0 has the tunnel address.</summary>
    public static Cidr Block(CalicoLabOptions options, int node, int number)
    {
        ulong size = 1UL << (32 - options.BlockSize);
        ulong start = ((ulong)node * Math.Max(Spacing, size)) + ((ulong)number * size);
        return new Cidr(Pool(options).Address.Plus(start), options.BlockSize);
    }

    /// <summary>A pod of a node, with the addresses that are given.</summary>
    public static PlannedPod Pod(CalicoLabOptions options, string node, string name, NetAddress address, NetAddress? address6, int index)
    {
        const string Namespace = "default";
        return new PlannedPod
        {
            Namespace = Namespace,
            Name = name,
            Node = node,
            NetworkNamespace = $"{options.Name}-{name}",
            Address = address,
            Address6 = address6,
            Interface = CalicoNames.Veth(Namespace, name),
            InterfaceIndex = index,
            ContainerId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Name}/{Namespace}/{name}"))),
        };
    }

    // 32 blocks of 4096 addresses need a bit more than 10.65.0.0/16.
    private static Cidr Pool(CalicoLabOptions options) => Parse(options is { BlockSize: 20, NodeCount: > 16 } ? "10.64.0.0/15" : "10.65.0.0/16");

    private static PlannedSubnet Subnet(int index, bool dualStack)
    {
        Cidr cidr = Parse($"172.18.{index}.0/24");
        Cidr? cidr6 = dualStack ? Parse($"fd00:172:18:{index}::/64") : null;
        return new PlannedSubnet($"br{index + 1}", Mac(cidr.Address.Plus(1)), cidr, cidr.Address.Plus(1), cidr6, cidr6?.Address.Plus(1));
    }

    private static PlannedNode Node(CalicoLabOptions options, int index, PlannedSubnet subnet)
    {
        string name = $"node{index + 1}";
        ulong host = (ulong)index + 2;
        ulong blockSize = 1UL << (32 - options.BlockSize);
        int blocks = (int)(((ulong)options.PodsPerNode + blockSize) / blockSize);
        Cidr? block6 = Block6(options, index);
        return new PlannedNode
        {
            Index = index,
            Name = name,
            Namespace = $"{options.Name}-{name}",
            Subnet = subnet,
            Address = subnet.Cidr with { Address = subnet.Cidr.Address.Plus(host) },
            Mac = Mac(subnet.Cidr.Address.Plus(host)),
            Address6 = subnet.Cidr6 is { } c6 ? c6 with { Address = c6.Address.Plus(host) } : null,
            Blocks = [.. Enumerable.Range(0, blocks).Select(i => Block(options, index, i))],
            Block6 = block6,
            Tunnel = Block(options, index, 0).Address,
            Tunnel6 = block6?.Address,
            Pods = [.. Enumerable.Range(1, options.PodsPerNode).Select(i => Pod(
                options, name, $"web-{name}-{i}", Block(options, Lender(options, index, i), 0).Address.Plus((ulong)i), Block6(options, Lender(options, index, i))?.Address.Plus((ulong)i), FirstPodIndex + i - 1))],
        };
    }

    // Whose block a pod's address is out of: each node lends what its own last pod would have.
    private static int Lender(CalicoLabOptions options, int node, int pod) =>
        options.BorrowedAddress && pod == options.PodsPerNode ? (node + 1) % options.NodeCount : node;

    private static Cidr? Block6(CalicoLabOptions options, int node) => options.DualStack ? Parse($"fd00:10:65:{node:x}::/122") : null;

    private static MacAddress Mac(NetAddress address) => new(MacBase | (address.Low & 0xffff));

    private static Cidr Parse(string text) => Cidr.TryParse(text, out Cidr cidr) ? cidr : throw new FormatException(text);
}
