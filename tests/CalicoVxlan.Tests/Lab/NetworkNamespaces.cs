using System.Net;
using System.Security.Cryptography;

namespace CalicoVxlan.Tests.Lab;

/// <summary>
/// Two nodes as Calico's VXLAN mode wires them, as network namespaces: a veth for the underlay (eth0 in both), a vxlan
/// device with VNI 4096 on port 4789 without learning, and the other node's VTEP as static neighbour, FDB entry and route.
/// </summary>
internal sealed class NetworkNamespaces : IDisposable
{
    public const string Underlay = "eth0";
    public const string Overlay = "vxlan.calico";

    private readonly List<string> made = [];

    public NetworkNamespaces()
    {
        NeedRoot();
        string id = RandomNumberGenerator.GetHexString(6, lowercase: true);
        Node1 = new Node($"cvxt{id}a", IPAddress.Parse("192.168.5.79"), IPAddress.Parse("172.16.154.0"), "66:f9:37:c3:7e:94");
        Node2 = new Node($"cvxt{id}b", IPAddress.Parse("192.168.5.81"), IPAddress.Parse("172.16.28.0"), "66:a4:6f:e0:c4:da");
        try
        {
            Build();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Node Node1 { get; }

    public Node Node2 { get; }

    /// <summary>Skips the test where namespaces can't be made.</summary>
    public static void NeedRoot()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are Linux'.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Making network namespaces needs root.");
        Tools.Need("ip");
    }

    /// <summary>Runs a program inside a node.</summary>
    public static string Run(Node node, params IEnumerable<string> command) => Tools.Run("ip", ["netns", "exec", node.Namespace, .. command]);

    /// <summary>Runs <c>ip</c> inside a node.</summary>
    public static string Ip(Node node, string command) => Tools.Run("ip", ["-n", node.Namespace, .. command.Split(' ')]);

    public void Dispose()
    {
        foreach (string name in made)
        {
            // Devices go with the namespace.
            _ = Tools.TryRun("ip", "netns", "del", name);
        }

        made.Clear();
    }

    private void Build()
    {
        foreach (Node node in (Node[])[Node1, Node2])
        {
            _ = Tools.Run("ip", "netns", "add", node.Namespace);
            made.Add(node.Namespace);
            _ = Ip(node, "link set lo up");
        }

        _ = Ip(Node1, $"link add {Underlay} type veth peer name {Underlay} netns {Node2.Namespace}");
        Wire(Node1);
        Wire(Node2);
        Introduce(Node1, Node2);
        Introduce(Node2, Node1);
    }

    private static void Wire(Node node)
    {
        _ = Ip(node, $"addr add {node.Address}/24 dev {Underlay}");
        _ = Ip(node, $"link set {Underlay} up");
        _ = Ip(node, $"link add {Overlay} address {node.VtepMac} mtu 1450 type vxlan id 4096 local {node.Address} dev {Underlay} dstport 4789 nolearning");
        _ = Ip(node, $"addr add {node.TunnelAddress}/32 dev {Overlay}");
        _ = Ip(node, $"link set {Overlay} up");
    }

    private static void Introduce(Node node, Node peer)
    {
        _ = Ip(node, $"neigh replace {peer.TunnelAddress} lladdr {peer.VtepMac} dev {Overlay} nud permanent");
        _ = Tools.Run("bridge", "-n", node.Namespace, "fdb", "append", peer.VtepMac, "dev", Overlay, "dst", peer.Address.ToString());
        _ = Ip(node, $"route add {peer.TunnelAddress}/26 via {peer.TunnelAddress} dev {Overlay} onlink src {node.TunnelAddress}");
    }

    /// <summary>One node.</summary>
    /// <param name="Namespace">Its network namespace.</param>
    /// <param name="Address">Its address on the underlay.</param>
    /// <param name="TunnelAddress">Its address on the overlay.</param>
    /// <param name="VtepMac">Its VTEP's MAC address.</param>
    internal sealed record Node(string Namespace, IPAddress Address, IPAddress TunnelAddress, string VtepMac);
}
