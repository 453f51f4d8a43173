namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>The node forwards.</summary>
internal sealed class ForwardingCheck : SysctlCheck
{
    public override string Id => "Host.Forwarding";

    public override string Title => "The node forwards packets";

    public override string Why => "Felix sets it once; hardening tools set it back.";

    public override string Impact => "Nothing from pods leaves the node, and nothing reaches them.";

    protected override IEnumerable<CheckResult> Judge(NodeContext node, IReadOnlyDictionary<string, string> settings)
    {
        const string Name = "net.ipv4.ip_forward";
        yield return !settings.TryGetValue(Name, out string? value) ? Unknown(node.Name, Name)
            : value == "1" ? Pass(node.Name, "1", "sysctl " + Name)
            : Fail(node.Name, $"{node.Name}: {Name} is {value}, expected 1", new Finding { Expected = "1", Actual = value, Evidence = "sysctl on the node", Remedy = $"sysctl -w {Name}=1, and find what sets it (/etc/sysctl.d).", Command = "sysctl " + Name });
    }
}
