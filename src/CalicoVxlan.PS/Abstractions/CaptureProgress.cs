using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Frames;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Progress of reading a capture, by bytes; silent for what is done within a second and for what has no known end.</summary>
internal sealed class CaptureProgress(Cmdlet command)
{
    private const int ActivityId = 4789;

    // The clock is asked once in so many packets: often enough for the eye, rarely enough to cost nothing.
    private const int PacketsPerLook = 8192;

    private readonly Stopwatch running = new();
    private FrameReader? reader;
    private string name = "";
    private int untilLook;
    private long nextReport;
    private bool shown;

    public void Start(FrameReader source, string what)
    {
        reader = source;
        name = SafeText.Clean(what);
        untilLook = PacketsPerLook;
        nextReport = 1000;
        running.Restart();
    }

    public void Tick()
    {
        if (--untilLook > 0)
        {
            return;
        }

        untilLook = PacketsPerLook;
        if (running.ElapsedMilliseconds >= nextReport && reader is { TotalBytes: { } total and > 0 })
        {
            nextReport = running.ElapsedMilliseconds + 250;
            Report(reader.BytesRead, total);
        }
    }

    public void Complete()
    {
        if (shown)
        {
            shown = false;
            command.WriteProgress(new ProgressRecord(ActivityId, "Reading capture", name) { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Report(long bytes, long total)
    {
        int percent = (int)Math.Clamp(bytes * 100 / total, 0, 100);
        double seconds = running.Elapsed.TotalSeconds;
        command.WriteProgress(new ProgressRecord(ActivityId, "Reading capture", name)
        {
            PercentComplete = percent,
            SecondsRemaining = bytes > 0 ? (int)Math.Min(int.MaxValue, seconds * (total - bytes) / bytes) : -1,
            CurrentOperation = string.Create(CultureInfo.InvariantCulture, $"{reader!.PacketsRead:N0} packets, {bytes / 1_000_000} of {total / 1_000_000} MB"),
        });
        shown = true;
    }
}
