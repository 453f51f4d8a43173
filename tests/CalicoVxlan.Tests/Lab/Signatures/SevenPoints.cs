using System.Diagnostics;
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

    // More than any frame has here. The kernel's blocks are as large as one packet may be, and it uses one up each 50 ms, full or not: with
    // large ones there would be few, and nobody reads before the end.
    private const int SnapLength = 4096;

    // What is on its way when traffic ends.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Point?[] readers;

    public SevenPoints(IReadOnlyList<(string Namespace, string Device)> points) =>
        readers = [.. points.Select(static p => NamespaceThread.Run(p.Namespace, () => Open(p.Device)))];

    /// <summary>Points that can't be watched, 1 to 7.</summary>
    public IReadOnlyList<int> Blind => [.. Enumerable.Range(1, readers.Length).Where(p => readers[p - 1] is null)];

    /// <summary>Ends the captures: what was seen at each point, the first at index 0.</summary>
    public IReadOnlyList<VxlanFrame>[] Finish()
    {
        // All points fill their buffers meanwhile, so one wait is enough for them all.
        Thread.Sleep(Quiet);
        IReadOnlyList<VxlanFrame>[] seen = [.. Task.WhenAll(readers.Select(static r => Task.Factory.StartNew(() => r is null ? [] : Drain(r), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult()];
        Dispose();
        return seen;
    }

    public void Dispose()
    {
        foreach (Point? reader in readers)
        {
            reader?.Reader.Dispose();
        }
    }

    private static Point? Open(string device)
    {
        try
        {
            LivePacketSource source = new(new LiveCaptureOptions { Interfaces = [device], SnapLength = SnapLength, BufferSize = 4 * 1024 * 1024 });
            return new Point(source, new FrameReader(source, filter: new FrameFilter { All = true }));
        }
        catch (CaptureException)
        {
            return null;
        }
    }

    // Until there are as many as the kernel says that it took: how long they wait in its blocks, or this thread for its turn, makes no difference.
    private static List<VxlanFrame> Drain(Point point)
    {
        List<VxlanFrame> frames = [];
        Stopwatch since = Stopwatch.StartNew();
        while (since.Elapsed < Patience)
        {
            using CancellationTokenSource end = new(20);
            if (point.Reader.MoveNext(end.Token))
            {
                frames.Add(point.Reader.CreateFrame());
            }
            else if (point.Reader.PacketsRead >= point.Source.GetStatistics()[0].Received)
            {
                return frames;
            }
        }

        throw new TimeoutException($"Of what {point.Source.GetStatistics()[0]} says, {point.Reader.PacketsRead} packets came.");
    }

    private sealed record Point(LivePacketSource Source, FrameReader Reader);
}
