namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>A check of kernel settings of a node.</summary>
internal abstract class SysctlCheck : NodeCheck
{
    public override string Reads => "nodes' sysctls";

    public override string Reference => "felix/dataplane/linux/int_dataplane.go, endpoint_mgr.go; cni-plugin dataplane_linux.go";

    public sealed override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Tables.Answers.Sysctls is not { } settings)
        {
            yield return node.Node.IsWindows ? Skip(node.Name, "a Windows node") : Unknown(node.Name, "the node's sysctls");
            yield break;
        }

        foreach (CheckResult result in Judge(node, settings))
        {
            yield return result;
        }
    }

    protected abstract IEnumerable<CheckResult> Judge(NodeContext node, IReadOnlyDictionary<string, string> settings);
}
