using System.Globalization;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Whether memory stays flat: the same commands over a file and over one five times as long.</summary>
internal static class MemoryCase
{
    private const int Longer = 5;

    public static void Run(BenchContext context)
    {
        if (!context.HasCvx)
        {
            context.Report.Note("memory", $"skipped: there is no {context.Cvx}");
            return;
        }

        foreach (string command in (string[])["Measure-VxlanFlow {0}", "Get-VxlanFrame {0} | Select-Object -Property Number | ConvertTo-Json"])
        {
            Cost? reference = null;
            foreach (long frames in (long[])[context.Frames, context.Frames * Longer])
            {
                string pipeline = string.Format(CultureInfo.InvariantCulture, command, BenchContext.Quote(context.Inputs.Get(frames)));
                Cost cost = Measure.Alternating(1, true, context.Host(pipeline))[0];
                context.Report.Add("memory", string.Create(CultureInfo.InvariantCulture, $"{command.Split(' ')[0]}, {frames:N0} frames, anonymous"), cost, null, Goal.AtMost(200, cost.PeakAnonymous / 1048576.0, " MB"));
                if (reference is not null)
                {
                    context.Report.Note("memory", $"{Longer} times the frames: {Report.Number((double)cost.PeakAnonymous / Math.Max(reference.PeakAnonymous, 1), 2)} times the memory");
                }

                reference = cost;
            }
        }
    }
}
