using System.Security.Cryptography;
using CalicoVxlan.Evidence.Collecting;
using CalicoVxlan.Tests.Lab;

namespace CalicoVxlan.Tests.Evidence.Collecting;

/// <summary>A node that can be asked: a namespace with a vxlan device and a pod's namespace behind a veth, and a root folder.</summary>
internal sealed class NodeBench : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly string id = RandomNumberGenerator.GetHexString(6, lowercase: true);
    private readonly List<string> made = [];

    public NodeBench()
    {
        NetworkNamespaces.NeedRoot();
        Node = $"cvxc{id}n";
        Pod = $"cvxc{id}p";
        try
        {
            foreach (string name in (string[])[Node, Pod])
            {
                _ = Tools.Run("ip", "netns", "add", name);
                made.Add(name);
            }

            Ip("link set lo up");
            Ip($"link add calitest0 type veth peer name eth0 netns {Pod}");
            Ip("link set calitest0 up address ee:ee:ee:ee:ee:ee");
            Ip("link add eth0 type veth peer name fabric");
            Ip("addr add 192.168.5.79/24 dev eth0");
            Ip("link set eth0 up");
            Ip("link add vxlan.calico address 66:f9:37:c3:7e:94 mtu 1450 type vxlan id 4096 local 192.168.5.79 dev eth0 dstport 4789 nolearning");
            Ip("link set vxlan.calico up");
            Ip("addr add 172.16.154.0/32 dev vxlan.calico");
            _ = Tools.Run("ip", "-n", Pod, "addr", "add", "172.16.154.1/32", "dev", "eth0");
            _ = Directory.CreateDirectory(root.File("var/lib/calico"));
            _ = Directory.CreateDirectory(root.File("bin"));
            File.WriteAllText(root.File("var/lib/calico/mtu"), "1450");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Node { get; }

    public string Pod { get; }

    public string Root => root.Path;

    public NodeReach Reach(string name = "node1") => NodeReach.Namespace(name, Node, Root, Environment.GetEnvironmentVariable("PATH")!);

    /// <summary>Puts a program into the node's way.</summary>
    public void Program(string name, string script)
    {
        string path = root.File(Path.Combine("bin", name));
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        _ = Tools.Run("chmod", "+x", path);
    }

    public void Ip(string command) => Tools.Run("ip", ["-n", Node, .. command.Split(' ')]);

    public void Dispose()
    {
        foreach (string name in made)
        {
            _ = Tools.TryRun("ip", "netns", "del", name);
        }

        made.Clear();
        root.Dispose();
    }
}
