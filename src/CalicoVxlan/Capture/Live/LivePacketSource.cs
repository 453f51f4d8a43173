using System.Diagnostics;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Live;

/// <summary>
/// Packets from one or several interfaces of this machine, through libpcap. One thread: the captures don't block, and the
/// wait is a poll(2) over all of them. Packets of one interface come in order; those of different interfaces may overtake
/// each other by the time a block waits in the kernel.
/// </summary>
public sealed class LivePacketSource : IPacketSource
{
    // Packets fetched from one interface before the next one has its turn.
    private const int Turn = 512;

    private readonly List<PcapDevice> devices = [];
    private readonly List<PcapDevice> open = [];
    private readonly PacketBatch batch;
    private readonly LiveCaptureOptions options;
    private readonly long started;
    private readonly List<CaptureProblem> ends = [];
    private long deadlineNanoseconds = long.MaxValue;
    private long drainUntil;
    private long delivered;
    private long bytesRead;
    private bool deliveredSinceFill;
    private bool ended;

    /// <summary>Opens the interfaces; the capture has begun when this returns.</summary>
    /// <param name="options">What to capture.</param>
    /// <exception cref="CaptureException">The capture can't start, with the reason.</exception>
    public LivePacketSource(LiveCaptureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        string[] names = [.. options.Interfaces.Distinct(StringComparer.Ordinal)];
        LibPcapLibrary.Require(SafeText.Clean(names[0]));
        if (LiveInterfaces.Refuse(names).Values.FirstOrDefault() is { } refusal)
        {
            throw refusal;
        }

        batch = new PacketBatch(Turn * names.Length);
        try
        {
            foreach (string name in names)
            {
                devices.Add(PcapDevice.Open(name, options, batch));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        open.AddRange(devices);
        started = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public CaptureProblem? Problem { get; private set; }

    /// <summary>Bytes of the packets handed on so far.</summary>
    public long BytesRead => bytesRead;

    /// <inheritdoc/>
    public long? TotalBytes => null;

    /// <summary>The capture points, in the order they were asked for.</summary>
    public IReadOnlyList<CaptureInterface> Interfaces => [.. devices.Select(static d => d.Interface)];

    /// <summary>What the kernel has counted so far, for each interface.</summary>
    public IReadOnlyList<LiveStatistics> GetStatistics()
    {
        foreach (PcapDevice device in open)
        {
            device.UpdateStatistics();
        }

        return [.. devices.Select(static d => new LiveStatistics(
            d.Interface.Name, d.Statistics.Received, d.Statistics.Dropped, d.Statistics.DroppedByInterface))];
    }

    /// <inheritdoc/>
    public bool TryRead(out CapturedPacket packet, CancellationToken cancellation = default)
    {
        while (!ended && !cancellation.IsCancellationRequested)
        {
            if (batch.TryTake(out packet))
            {
                if (packet.TimestampNanoseconds > deadlineNanoseconds)
                {
                    continue;
                }

                deliveredSinceFill = true;
                bytesRead += packet.CapturedLength;
                if (++delivered == options.Count)
                {
                    End();
                }

                return true;
            }

            Fill(cancellation);
        }

        packet = default;
        Problem = LiveProblem.Summarize(ends, GetStatistics());
        return false;
    }

    /// <summary>Ends the capture and releases the interfaces.</summary>
    public void Dispose()
    {
        if (!ended)
        {
            End();
        }
    }

    private void Fill(CancellationToken cancellation)
    {
        bool delivered = deliveredSinceFill;
        deliveredSinceFill = false;
        int wait = TimeLeft();
        if (open.Count == 0 || (wait <= 0 && !delivered))
        {
            End();
            return;
        }

        batch.Restart();
        for (int i = open.Count - 1; i >= 0; i--)
        {
            _ = open[i].Dispatch(Turn, out string? error);
            if (error is not null)
            {
                Lose(i, error);
            }
        }

        if (batch.Failure is { } failure)
        {
            throw new InvalidOperationException("There is no memory for the packets that were captured.", failure);
        }

        if (batch.IsEmpty && open.Count > 0 && wait > 0)
        {
            DeviceWait.ForPackets(open, wait, cancellation);
        }
    }

    // Milliseconds to wait at most; 0 or less when the time is over. Packets of the last moments are still in a block that the kernel has
    // not given out, so the end comes one block's wait after the deadline, and what arrived after the deadline is left out.
    private int TimeLeft()
    {
        if (options.Duration is not { } duration)
        {
            return DeviceWait.Longest;
        }

        double left = (duration - Stopwatch.GetElapsedTime(started)).TotalMilliseconds;
        if (left > 0)
        {
            return (int)Math.Min(Math.Ceiling(left), DeviceWait.Longest);
        }

        if (drainUntil == 0)
        {
            deadlineNanoseconds = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
            drainUntil = Environment.TickCount64 + PcapDevice.BlockTimeout + 20;
        }

        return (int)Math.Min(drainUntil - Environment.TickCount64, DeviceWait.Longest);
    }

    private void Lose(int index, string error)
    {
        PcapDevice device = open[index];
        open.RemoveAt(index);
        device.Dispose();
        // libpcap asks in the network namespace that the capture belongs to; this thread may be in another, so its answer comes first.
        bool gone = error.Contains("disappeared", StringComparison.OrdinalIgnoreCase) || !LiveInterfaces.Exists(device.Name);
        ends.Add(LiveProblem.Ended(device.Interface.Name, error, gone));
    }

    private void End()
    {
        ended = true;
        foreach (PcapDevice device in devices)
        {
            device.Dispose();
        }

        open.Clear();
        Problem = LiveProblem.Summarize(ends, GetStatistics());
    }
}
