using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>What libpcap says about an interface, as a thing, a reason and a remedy.</summary>
internal static class PcapFailure
{
    public static CaptureException NotActivated(string name, int status, string message) => status switch
    {
        LibPcap.ErrorPermissionDenied or LibPcap.ErrorPromiscuousPermissionDenied => NotPermitted(name),
        LibPcap.ErrorInterfaceNotUp => Down(name),
        LibPcap.ErrorNoSuchDevice => new(
            CaptureFailure.NoSuchInterface, SafeText.Clean(name), $"There is no interface '{SafeText.Clean(name)}' any more.", "List the interfaces with 'ip link'."),
        _ => NotOpened(name, message),
    };

    public static CaptureException NotOpened(string name, string message) => new(
        CaptureFailure.Other,
        SafeText.Clean(name),
        $"A capture on '{SafeText.Clean(name)}' cannot start: {(message.Length == 0 ? "libpcap gives no reason" : message)}.",
        "Try 'tcpdump -i' with the same interface, which uses the same library; ask for a smaller buffer if memory is short.");

    private static CaptureException NotPermitted(string name) => new(
        CaptureFailure.CaptureNotPermitted,
        SafeText.Clean(name),
        $"This user may not capture on '{SafeText.Clean(name)}'.",
        OperatingSystem.IsWindows()
            ? "Run as administrator, or install Npcap without restricting it to administrators."
            : "Capturing needs the CAP_NET_RAW capability: run it with sudo, or give the program the capability with 'setcap cap_net_raw,cap_net_admin+ep'.");

    private static CaptureException Down(string name) => new(
        CaptureFailure.InterfaceDown,
        SafeText.Clean(name),
        $"Interface '{SafeText.Clean(name)}' is down.",
        $"Bring it up: ip link set {ShellWord.Quote(name)} up");
}
