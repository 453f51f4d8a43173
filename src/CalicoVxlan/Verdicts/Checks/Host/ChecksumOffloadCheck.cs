using CalicoVxlan.Model;

namespace CalicoVxlan.Verdicts.Checks.Host;

/// <summary>TX checksum offload of the device, which some kernels and drivers do wrong.</summary>
internal sealed class ChecksumOffloadCheck : NodeCheck
{
    public override string Id => "Host.ChecksumOffload";

    public override string Title => "Checksum offload of the device suits kernel and Calico";

    public override string Reads => "nodes' offloads and kernel; Calico's version";

    public override string Why => "Kernels up to 5.7 compute inner checksums wrongly through VXLAN; Calico switches the offload off there, and up to 3.27 always.";

    public override string Impact => "Ping works, TCP and UDP fail or wait for seconds.";

    public override string Reference => "felix/environment/feature_detect_linux.go; projectcalico/calico#3145, #9433, #11435";

    public override IEnumerable<CheckResult> Judge(NodeContext node)
    {
        if (node.Node.IsWindows || node.Forecast(false).Vtep is null)
        {
            yield return Undecided(node) ?? Skip(node.Name, node.Node.IsWindows ? "a Windows node" : node.Forecast(false).Reason ?? "the node has no VTEP");
            yield break;
        }

        string? kernel = node.Tables.Answers.Kernel ?? node.Node.Object?.Kernel;
        if (node.Tables.Answers.Offloads is not { } offloads || !offloads.TryGetValue("tx-checksum-ip-generic", out bool isOn))
        {
            // Without ethtool (calico-node's image has none) only old kernels leave a doubt.
            yield return kernel is not null && !IsOld(kernel) && !node.Model.Release.IsBefore(3, 28) ? Skip(node.Name, "the offloads were not asked for; this kernel does them right") : Unknown(node.Name, "the device's offloads");
            yield break;
        }

        // An override holds whatever version and kernel; an old kernel does it wrong all the same.
        string? why = kernel is not null && IsOld(kernel) ? $"kernel {kernel} does it wrong"
            : node.Settings.IsChecksumOffloadBroken == true ? "featureDetectOverride ChecksumOffloadBroken=true switches it off"
            : node.Settings.IsChecksumOffloadBroken is null && node.Model.Release.IsBefore(3, 28) ? $"Calico {node.Model.Release} switches it off" : null;
        yield return isOn && why is not null
            ? Warn(node.Name, $"{node.Name}: tx-checksum-ip-generic of vxlan.calico is on; {why}", new Finding
            {
                Expected = "off", Actual = "on", Evidence = "ethtool -k on the node", Remedy = "ethtool -K vxlan.calico tx-checksum-ip-generic off; for ever: FelixConfiguration featureDetectOverride ChecksumOffloadBroken=true.",
                Command = "ethtool -k vxlan.calico | grep tx-checksum",
            })
            : Pass(node.Name, isOn ? "on" : "off", "ethtool -k on the node");
    }

    private static bool IsOld(string kernel) => CalicoRelease.Parse(kernel) is { IsKnown: true } version && version.CompareTo(new CalicoRelease(5, 7, 0)) <= 0;
}
