using CalicoVxlan.Frames;
using CalicoVxlan.Lab;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>Captures at eth0 of several pods at once.</summary>
internal sealed class PodsWatch(IReadOnlyList<CalicoLabPod> pods) : IDisposable
{
    private readonly SevenPoints points = new([.. pods.Select(static p => (p.NetworkNamespace, "eth0"))]);

    /// <summary>Ends the captures: frames by the pod's name.</summary>
    public ILookup<string, VxlanFrame> Finish() => points.Finish()
        .SelectMany((frames, i) => frames.Select(f => (pods[i].Pod, Frame: f))).ToLookup(static p => p.Pod, static p => p.Frame);

    public void Dispose() => points.Dispose();
}
