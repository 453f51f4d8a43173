using System.Globalization;
using CalicoVxlan.Bench.Generate;
using CalicoVxlan.Bench.Live;
using CalicoVxlan.Bench.Measuring;
using CalicoVxlan.Capture.Live;

namespace CalicoVxlan.Bench.Cases;

/// <summary>
/// How many frames a second are captured without a loss: VXLAN frames go into one end of a veth at growing rates, and each that
/// was sent has to be counted at the other end. First by the packet source alone, then by Measure-VxlanFlow in the host.
/// </summary>
internal static class LiveCase
{
    private static readonly double[] Rates = [50_000, 100_000, 200_000, 300_000, 400_000, 600_000, 800_000, 1_000_000];
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private const int Frames = 64;
    private const int Senders = 2;
    private const double PerSender = 200_000;

    public static void Run(BenchContext context)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            context.Report.Note("live", "skipped: needs root on Linux");
            return;
        }

        using VethPair pair = new();
        TrafficGenerator traffic = new(new TrafficOptions());
        byte[][] frames = [.. Enumerable.Range(0, Frames).Select(_ => traffic.NextFrame())];
        double bytes = frames.Average(static f => f.Length);
        Find(context.Report, "LivePacketSource", bytes, rate => SourceAlone(pair, frames, rate));
        if (context.HasCvx)
        {
            Find(context.Report, "Measure-VxlanFlow in cvx", bytes, rate => InHost(context, pair, frames, rate));
        }
        else
        {
            context.Report.Note("live", $"skipped: there is no {context.Cvx}");
        }
    }

    private static void Find(Report report, string what, double bytes, Func<double, (long Sent, long Seen)> run)
    {
        double best = 0;
        foreach (double rate in Rates)
        {
            (long sent, long seen) = run(rate);
            double reached = sent / Duration.TotalSeconds;
            if (seen != sent)
            {
                report.Note("live", string.Create(CultureInfo.InvariantCulture, $"{what}: at {reached:N0} frames/s {sent - seen:N0} of {sent:N0} missing"));
                break;
            }

            best = Math.Max(best, reached);
            if (reached < rate * 0.9)
            {
                report.Note("live", string.Create(CultureInfo.InvariantCulture, $"{what}: the sender reaches no more than {best:N0} frames/s"));
                break;
            }
        }

        report.Note("live", string.Create(CultureInfo.InvariantCulture, $"{what}: {best:N0} frames/s of {bytes:N0} bytes without a loss"), Goal.AtLeast(100_000, best, " frames/s"));
    }

    private static (long Sent, long Seen) SourceAlone(VethPair pair, byte[][] frames, double rate)
    {
        using LivePacketSource source = NetworkNamespace.Run(pair.Receiver, static () =>
            new LivePacketSource(new LiveCaptureOptions { Interfaces = [VethPair.Interface], Filter = "udp port 4789" }));
        using CancellationTokenSource end = new();
        long sent = 0;
        Thread sender = new(() =>
        {
            sent = Send(pair, frames, rate);
            end.CancelAfter(TimeSpan.FromSeconds(0.5));
        });
        sender.Start();
        long seen = 0;
        while (source.TryRead(out _, end.Token))
        {
            seen++;
        }

        sender.Join();
        return (sent, seen);
    }

    private static (long Sent, long Seen) InHost(BenchContext context, VethPair pair, byte[][] frames, double rate)
    {
        // Started first and given time to open the interface; it ends by itself after the last frame.
        TimeSpan lead = TimeSpan.FromSeconds(1.5);
        string seconds = (Duration + lead + lead).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        string pipeline = context.Arguments.Text("live-pipeline", "Get-VxlanFrame -Interface {0} -Duration {1} | Measure-VxlanFlow | ConvertTo-Json");
        pipeline = string.Format(CultureInfo.InvariantCulture, pipeline, VethPair.Interface, seconds);
        long sent = 0;
        Thread sender = new(() =>
        {
            Thread.Sleep(lead);
            sent = Send(pair, frames, rate);
        });
        sender.Start();
        string answer = Path.GetTempFileName();
        try
        {
            Cost cost = ChildProcess.Run(["ip", "netns", "exec", pair.Receiver, .. context.Host(pipeline)], answer);
            sender.Join();
            if (cost.ExitCode != 0)
            {
                throw new InvalidOperationException($"'{pipeline}' ended with {cost.ExitCode}: {cost.Errors.Trim()}");
            }

            return (sent, File.ReadLines(answer).Sum(FramesOf));
        }
        finally
        {
            File.Delete(answer);
        }
    }

    // One sender keeps one processor busy; high rates need several.
    private static long Send(VethPair pair, byte[][] frames, double rate)
    {
        int senders = rate > PerSender ? Senders : 1;
        long[] sent = new long[senders];
        Thread[] threads = [.. Enumerable.Range(0, senders).Select(i => new Thread(() => sent[i] = NetworkNamespace.Run(pair.Sender, () =>
        {
            using RawSender sender = new(VethPair.Interface, frames);
            return sender.Send(rate / senders, Duration);
        })))];
        Array.ForEach(threads, static t => t.Start());
        Array.ForEach(threads, static t => t.Join());
        return sent.Sum();
    }

    private static long FramesOf(string line)
    {
        using System.Text.Json.JsonDocument flow = System.Text.Json.JsonDocument.Parse(line);
        return flow.RootElement.GetProperty("Vni").ValueKind == System.Text.Json.JsonValueKind.Null ? 0 : flow.RootElement.GetProperty("Frames").GetInt64();
    }
}
