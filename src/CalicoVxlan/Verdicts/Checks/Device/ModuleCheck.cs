namespace CalicoVxlan.Verdicts.Checks.Device;

/// <summary>The kernel can make VXLAN devices.</summary>
internal sealed class ModuleCheck : NodeCheck
{
    private const string Module = "vxlan";

    public override string Id => "Device.Module";

    public override string Title => "The kernel has the module vxlan";

    public override string Reads => "nodes' links; nodes' kernel modules";

    public override string Why => "Minimal images leave it out, and after an upgrade of the kernel its files are gone until the node is started anew.";

    public override string Impact => "The device can't be made: no VXLAN to or from this node.";

    public override string Reference => "canonical/microk8s#2680, flannel-io/flannel#1502";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || (node.Forecast(false).Vtep is null && node.Forecast(true).Vtep is null))
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        // A device is the best proof, whatever lists of files say.
        if (node.Tables.Answers.Links?.Any(static l => l.Vxlan is not null) == true)
        {
            yield return Pass(node.Name, "a vxlan device is there", "ip link on the node");
            yield break;
        }

        string? state = node.Tables.Answers.Modules?.GetValueOrDefault(Module);
        yield return state switch
        {
            "loaded" or "loadable" => Pass(node.Name, state, "/sys/module, /lib/modules on the node"),
            "missing" => Fail(node.Name, $"{node.Name} has no kernel module vxlan for kernel {node.Tables.Answers.Kernel}", new Finding
            {
                Expected = "loaded or loadable", Actual = "missing", Evidence = "/sys/module, /lib/modules on the node",
                Remedy = "Install the package that has it (Ubuntu: linux-modules-extra-$(uname -r)); after an upgrade of the kernel start the node anew.", Command = "modprobe -n -v vxlan; uname -r",
            }),
            _ => Unknown(node.Name, "the node's kernel modules"),
        };
    }
}
