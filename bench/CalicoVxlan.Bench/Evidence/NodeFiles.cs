using System.Text;
using CalicoVxlan.Model;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>What a node's commands answer. What a node says of a peer is the same on every node, so it is made once.</summary>
internal sealed class NodeFiles
{
    private readonly EvidencePlan plan;
    private readonly byte[][] routes;
    private readonly byte[][] neighbours;
    private readonly byte[][] fdb;
    private readonly string[] members;

    public NodeFiles(EvidencePlan plan)
    {
        this.plan = plan;
        routes = Entries(static n => $$"""{"type":"unicast","dst":"{{n.Block}}","gateway":"{{n.Tunnel}}","dev":"vxlan.calico","table":"main","protocol":"boot","scope":"global","flags":["onlink"],"metrics":[{"mtu":{{EvidencePlan.PodMtu}}}]}""");
        neighbours = Entries(static n => $$"""{"dst":"{{n.Tunnel}}","dev":"vxlan.calico","lladdr":"{{n.VtepMac}}","state":["PERMANENT"]}""");
        fdb = Entries(static n => $$"""{"dst":"{{n.Address}}","dev":"vxlan.calico","lladdr":"{{n.VtepMac}}","state":["NOARP","PERMANENT"]}""");
        members = [.. plan.Nodes.Select(static n => n.Address.ToString())];
    }

    public void Write(string folder, int index)
    {
        PlannedNode node = plan.Nodes[index];
        Table(folder, "links.json", null, index, LinkFiles.Links(node));
        Table(folder, "addresses.json", null, index, LinkFiles.Addresses(node));
        Table(folder, "routes.json", routes, index, RouteFiles.Own(node));
        Table(folder, "routes6.json", null, index, RouteFiles.Own6());
        Table(folder, "rules.json", null, index, RouteFiles.Rules);
        Table(folder, "neighbours.json", neighbours, index, node.Pods.Select(static p => $$"""{"dst":"{{p.Address}}","dev":"{{p.Veth}}","lladdr":"{{p.Mac}}","state":["REACHABLE"]}"""));
        Table(folder, "fdb.json", fdb, index, ["""{"dev":"eth0","lladdr":"33:33:00:00:00:01","state":["PERMANENT"]}""", """{"dev":"eth0","lladdr":"01:00:5e:00:00:01","state":["PERMANENT"]}"""]);
        Table(folder, "netns.json", null, index, node.Pods.Select(static p => $$"""{"nsid":{{p.NamespaceId}},"name":"{{p.NetworkNamespace}}"}"""));
        Text(folder, "podlinks.txt", LinkFiles.PodLinks(node));
        Text(folder, "sysctls.txt", SettingFiles.Sysctls(node));
        Text(folder, "offloads.txt", SettingFiles.Offloads);
        Text(folder, "ipsets.txt", SettingFiles.IpSet(CalicoNames.AllowedPeersSet, members.Where((_, i) => i != index), members.Length - 1));
        Text(folder, "firewall.txt", SettingFiles.Firewall);
        Text(folder, "snmp.txt", SettingFiles.Counters);
        Text(folder, "mtu.txt", [EvidencePlan.PodMtu.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Text(folder, "kernel.txt", ["6.12.0"]);
    }

    private static void Table(string folder, string name, byte[][]? ofPeers, int index, IEnumerable<string> own) => EvidenceGenerator.Json(folder, name, writer =>
    {
        writer.WriteStartArray();
        foreach (string entry in own)
        {
            writer.WriteRawValue(entry, skipInputValidation: true);
        }

        for (int i = 0; i < (ofPeers?.Length ?? 0); i++)
        {
            if (i != index)
            {
                writer.WriteRawValue(ofPeers![i], skipInputValidation: true);
            }
        }

        writer.WriteEndArray();
    });

    private static void Text(string folder, string name, IEnumerable<string> lines)
    {
        using StreamWriter writer = new(Path.Combine(folder, name), append: false, new UTF8Encoding(false), 1 << 14) { NewLine = "\n" };
        foreach (string line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private byte[][] Entries(Func<PlannedNode, string> entry) => [.. plan.Nodes.Select(n => Encoding.UTF8.GetBytes(entry(n)))];
}
