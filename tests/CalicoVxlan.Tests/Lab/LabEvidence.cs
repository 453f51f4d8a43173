using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab;

/// <summary>A lab's evidence, taken with ip and sysctl alone, so that tests of look-ups don't rest on how evidence is collected.</summary>
internal static class LabEvidence
{
    private static readonly (string File, string Command)[] Commands =
    [
        ("links.json", "ip -j -d -s link show"), ("addresses.json", "ip -j addr show"), ("routes.json", "ip -j -d -4 route show table all"),
        ("routes6.json", "ip -j -d -6 route show table all"), ("rules.json", "ip -j rule show"), ("neighbours.json", "ip -j neigh show"),
        ("fdb.json", "ip -j -d -f bridge neigh show"), ("netns.json", "ip -j netns list-id"), ("ipsets.txt", "nft list sets"), ("firewall.txt", "nft list ruleset"),
        ("offloads.txt", "ethtool -k vxlan.calico"), ("snmp.txt", "cat /proc/net/snmp /proc/net/netstat"), ("kernel.txt", "uname -r"),
        ("sysctls.txt", "sysctl -a"), ("firewall.txt", "nft list ruleset"),
    ];

    public static CalicoEvidence Take(CalicoLab lab)
    {
        MemoryEvidenceFiles files = new();
        foreach (string path in Directory.GetFiles(lab.ClusterFolder, "*.json"))
        {
            files.Put("cluster/" + Path.GetFileName(path), File.ReadAllBytes(path));
        }

        foreach (CalicoLabNode node in lab.Nodes)
        {
            foreach ((string file, string command) in Commands)
            {
                (int code, string output, _) = Tools.TryRun("ip", ["netns", "exec", node.Namespace, .. command.Split(' ')]);
                if (code == 0 || output.Length > 0)
                {
                    files.Put(EvidenceNames.OfNode(node.Node, file), Encoding.UTF8.GetBytes(output));
                }
            }

            files.Put(EvidenceNames.OfNode(node.Node, "podlinks.txt"), Encoding.UTF8.GetBytes(PodLinks(lab, node)));
            files.Put(EvidenceNames.OfNode(node.Node, "mtu.txt"), File.ReadAllBytes(Path.Combine(node.RootFolder, "var/lib/calico/mtu")));
            files.Put(EvidenceNames.OfNode(node.Node, "modules.txt"), "vxlan loaded\n"u8.ToArray());
            files.Put(EvidenceNames.OfNode(node.Node, "managers.txt"), Encoding.UTF8.GetBytes(Managers(node)));
            files.Put(EvidenceNames.OfNode(node.Node, "sandboxes.json"), Encoding.UTF8.GetBytes(Sandboxes(node)));
        }

        EvidenceHeader header = new() { TakenAt = DateTimeOffset.UtcNow, Cluster = lab.Name, Nodes = [.. lab.Nodes.Select(static n => n.Node)] };
        return new CalicoEvidence(files, header, "lab " + lab.Name);
    }

    // Only this node's pods: a machine that runs several labs has many more namespaces.
    private static string PodLinks(CalicoLab lab, CalicoLabNode node) => string.Concat(lab.Pods.Where(p => p.Node == node.Node)
        .Select(static p => $"\nnetns: {p.NetworkNamespace}\n{Tools.Run("ip", "-n", p.NetworkNamespace, "-j", "-d", "addr", "show")}"));

    private static string Managers(CalicoLabNode node)
    {
        (int code, string link, _) = Tools.TryRun("ip", "-n", node.Namespace, "-o", "link", "show", "dev", "vxlan.calico");
        string note = Path.Combine(node.RootFolder, "run/NetworkManager/devices", code == 0 ? link[..link.IndexOf(':', StringComparison.Ordinal)] : "none");
        return "manager NetworkManager\n" + (File.Exists(note) && File.ReadAllText(note).Contains("\nmanaged=true\n", StringComparison.Ordinal) ? "vxlan.calico NetworkManager true \n" : "");
    }

    private static string Sandboxes(CalicoLabNode node)
    {
        string crictl = Path.Combine(node.RootFolder, "bin/crictl");
        string[] ids = Tools.Run(crictl, "pods", "-q").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(ids.Select(id => Tools.Run(crictl, "inspectp", id)));
    }
}
