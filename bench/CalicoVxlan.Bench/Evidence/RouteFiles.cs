namespace CalicoVxlan.Bench.Evidence;

/// <summary>The routes a node has for itself, and its rules.</summary>
internal static class RouteFiles
{
    public static readonly string[] Rules =
    [
        """{"priority":0,"src":"all","table":"local"}""", """{"priority":32766,"src":"all","table":"main"}""", """{"priority":32767,"src":"all","table":"default"}""",
    ];

    public static IEnumerable<string> Own(PlannedNode node)
    {
        yield return $$"""{"type":"unicast","dst":"default","gateway":"{{EvidencePlan.Router}}","dev":"eth0","table":"main","protocol":"static","scope":"global","flags":[]}""";
        yield return $$"""{"type":"unicast","dst":"{{EvidencePlan.Underlay}}","dev":"eth0","table":"main","protocol":"kernel","scope":"link","prefsrc":"{{node.Address}}","flags":[]}""";
        yield return $$"""{"type":"blackhole","dst":"{{node.Block}}","table":"main","protocol":"80","scope":"global","flags":[]}""";
        foreach (PlannedPod pod in node.Pods)
        {
            yield return $$"""{"type":"unicast","dst":"{{pod.Address}}","dev":"{{pod.Veth}}","table":"main","protocol":"boot","scope":"link","metric":1024,"flags":[]}""";
        }

        yield return $$"""{"type":"local","dst":"{{node.Address}}","dev":"eth0","table":"local","protocol":"kernel","scope":"host","prefsrc":"{{node.Address}}","flags":[]}""";
        yield return $$"""{"type":"local","dst":"{{node.Tunnel}}","dev":"vxlan.calico","table":"local","protocol":"kernel","scope":"host","prefsrc":"{{node.Tunnel}}","flags":[]}""";
        yield return """{"type":"local","dst":"127.0.0.0/8","dev":"lo","table":"local","protocol":"kernel","scope":"host","prefsrc":"127.0.0.1","flags":[]}""";
    }

    public static IEnumerable<string> Own6()
    {
        yield return """{"type":"unicast","dst":"fe80::/64","dev":"eth0","table":"main","protocol":"kernel","scope":"global","metric":256,"flags":[],"pref":"medium"}""";
        yield return """{"type":"local","dst":"::1","dev":"lo","table":"local","protocol":"kernel","scope":"global","metric":0,"flags":[],"pref":"medium"}""";
    }
}
