using System.Text;

namespace CalicoVxlan.PS.Tests;

/// <summary>The snapshots that the module ships, and smaller ones made for one test.</summary>
internal static class Snapshots
{
    /// <summary>Two nodes, four pods, nothing wrong.</summary>
    public static string Healthy { get; } = Path.Combine(Cvx.Samples, "evidence");

    /// <summary>The same with node2's FDB entry for node1 missing, and BIRD's probes.</summary>
    public static string Broken { get; } = Path.Combine(Cvx.Samples, "evidence-broken");

    /// <summary>As an argument of a command line.</summary>
    public static string Of(string path) => $"-Evidence '{path}'";

    /// <summary>A copy of the healthy one without some files.</summary>
    public static string Without(Folder folder, params string[] files)
    {
        string copy = folder["without"];
        foreach (string file in Directory.GetFiles(Healthy, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(Healthy, file);
            if (!files.Contains(Path.GetFileName(file)))
            {
                string to = Path.Combine(copy, name);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        return copy;
    }

    /// <summary>The two pods and nodes of the sample captures, by hand: as little as names need.</summary>
    public static string OfCaptures(Folder folder)
    {
        string made = folder["captures"];
        Directory.CreateDirectory(Path.Combine(made, "cluster"));
        Write(made, "evidence.json", """{"schema":1,"takenAt":"2026-01-31T10:00:00Z","cluster":"captures","nodes":[],"errors":[]}""");
        Write(made, "cluster/nodes.json", $$"""{"kind":"List","items":[{{Node("one", "192.168.5.79")}},{{Node("two", "192.168.5.81")}}]}""");
        Write(made, "cluster/pods.json", $$"""{"kind":"List","items":[{{Pod("a", "one", "172.16.154.16")}},{{Pod("b", "two", "172.16.28.34")}}]}""");
        return made;
    }

    private static string Node(string name, string address) => $$"""
        {"kind":"Node","metadata":{"name":"{{name}}","annotations":{"projectcalico.org/IPv4Address":"{{address}}/24"} },
         "status":{"addresses":[{"type":"InternalIP","address":"{{address}}"}]} }
        """;

    private static string Pod(string name, string node, string address) => $$"""
        {"kind":"Pod","metadata":{"name":"{{name}}","namespace":"shop"},"spec":{"nodeName":"{{node}}"},
         "status":{"phase":"Running","podIP":"{{address}}","podIPs":[{"ip":"{{address}}"}]} }
        """;

    private static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(false));
}
