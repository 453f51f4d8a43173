using CalicoVxlan.Capture;
using CalicoVxlan.Capture.Live;
using CalicoVxlan.Frames;

namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>
/// Captures at the seven points of the way from one pod to another at once: pod, host end, vxlan.calico and eth0 of the sender's node,
/// then eth0, vxlan.calico and host end of the receiver's. A device that is not there or is down can't be watched.
/// </summary>
internal sealed class SevenPoints : IDisposable
{
    public const int Count = 7;

    // Longer than a packet may wait in the kernel before the capture gets it.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(80);

    private readonly FrameReader?[] readers;

    public SevenPoints(IReadOnlyList<(string Namespace, string Device)> points) =>
        readers = [.. points.Select(static p => NamespaceThread.Run(p.Namespace, () => Open(p.Device)))];

    /// <summary>Points that can't be watched, 1 to 7.</summary>
    public IReadOnlyList<int> Blind => [.. Enumerable.Range(1, readers.Length).Where(p => readers[p - 1] is null)];

    /// <summary>Ends the captures: what was seen at each point, the first at index 0.</summary>
    public IReadOnlyList<VxlanFrame>[] Finish()
    {
        // All points fill their buffers meanwhile, so one wait is enough for them all.
        Thread.Sleep(Quiet);
        IReadOnlyList<VxlanFrame>[] seen = [.. Task.WhenAll(readers.Select(static r => Task.Run(() => r is null ? [] : Drain(r)))).GetAwaiter().GetResult()];
        Dispose();
        return seen;
    }

    public void Dispose()
    {
        foreach (FrameReader? reader in readers)
        {
            reader?.Dispose();
        }
    }

    private static FrameReader? Open(string device)
    {
        try
        {
            LivePacketSource source = new(new LiveCaptureOptions { Interfaces = [device], BufferSize = 2 * 1024 * 1024 });
            return new FrameReader(source, filter: new FrameFilter { All = true });
        }
        catch (CaptureException)
        {
            return null;
        }
    }

    private static List<VxlanFrame> Drain(FrameReader reader)
    {
        List<VxlanFrame> frames = [];
        while (true)
        {
            // Each packet has its own patience, so that a busy machine does not cut what is there already.
            using CancellationTokenSource end = new(30);
            if (!reader.MoveNext(end.Token))
            {
                return frames;
            }

            frames.Add(reader.CreateFrame());
        }
    }
}
