using System.Text.Json.Nodes;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab;

/// <summary>Everything that a lab's kernels hold and its objects say, as sorted lines, so that two moments can be compared.</summary>
internal static class LabSnapshot
{
    // What counts or passes by itself.
    private static readonly HashSet<string> Passing = ["stats64", "stats", "valid_life_time", "preferred_life_time", "valid_lft", "preferred_lft"];

    public static SortedSet<string> Take(CalicoLab lab)
    {
        SortedSet<string> lines = new(StringComparer.Ordinal);
        string[] nodes = [lab.FabricNamespace, .. lab.Nodes.Select(static n => n.Namespace)];
        foreach (string name in nodes.Concat(lab.Pods.Select(static p => p.NetworkNamespace)))
        {
            Add(lines, $"{name} link", Tools.Run("ip", "-n", name, "-j", "-d", "link", "show"));
            Add(lines, $"{name} addr", Tools.Run("ip", "-n", name, "-j", "addr", "show"));
            Add(lines, $"{name} route", Tools.Run("ip", "-n", name, "-j", "-d", "-4", "route", "show", "table", "all"));
            Add(lines, $"{name} route6", Tools.Run("ip", "-n", name, "-j", "-d", "-6", "route", "show", "table", "all"));
            Add(lines, $"{name} neigh", Tools.Run("ip", "-n", name, "-j", "neigh", "show", "nud", "permanent"));
        }

        foreach (string name in nodes)
        {
            NamespaceThread.Run(name, () => AddSysctls(lines, name));
            Add(lines, $"{name} fdb", Tools.Run("bridge", "-n", name, "-j", "fdb", "show"), static i => i["state"]?.ToString() == "permanent");

            // Tables are listed in the order in which they were made.
            foreach (string table in Tools.Run("ip", "netns", "exec", name, "nft", "-s", "list", "ruleset").Split("table ").Skip(1))
            {
                AddText(lines, $"{name} nft {table.Split('{')[0]}", table);
            }
        }

        foreach (string path in Directory.GetFiles(lab.Folder, "*", SearchOption.AllDirectories).Where(static p => !p.EndsWith("lab.json", StringComparison.Ordinal)))
        {
            AddText(lines, Path.GetRelativePath(lab.Folder, path), File.ReadAllText(path));
        }

        return lines;
    }

    private static void Add(SortedSet<string> lines, string what, string json, Func<JsonNode, bool>? wanted = null)
    {
        foreach (JsonNode? item in json.Trim().Length == 0 ? [] : JsonNode.Parse(json)!.AsArray())
        {
            if (item is null || wanted?.Invoke(item) == false)
            {
                // A bridge learns and forgets.
                continue;
            }

            Strip(item);
            _ = lines.Add($"{what} {item.ToJsonString()}");
        }
    }

    private static void AddText(SortedSet<string> lines, string what, string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            _ = lines.Add($"{what} {number++:d5} {line}");
        }
    }

    private static void AddSysctls(SortedSet<string> lines, string name)
    {
        string[] wanted = ["rp_filter", "proxy_arp", "forwarding", "route_localnet", "disable_ipv6", "accept_ra", "accept_dad", "proxy_ndp"];
        foreach (string folder in Directory.GetDirectories("/proc/sys/net/ipv4/conf").Concat(Directory.GetDirectories("/proc/sys/net/ipv6/conf")))
        {
            foreach (string file in wanted.Select(w => Path.Combine(folder, w)).Where(File.Exists))
            {
                _ = lines.Add($"{name} {file} {File.ReadAllText(file).Trim()}");
            }
        }
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject item)
        {
            foreach (string name in item.Select(static p => p.Key).Where(static k => Passing.Contains(k) || k.EndsWith("_timer", StringComparison.Ordinal)).ToList())
            {
                _ = item.Remove(name);
            }

            foreach ((_, JsonNode? value) in item)
            {
                Strip(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? value in items)
            {
                Strip(value);
            }
        }
    }
}
