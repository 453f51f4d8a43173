using System.Globalization;
using CalicoVxlan.Bench.Measuring;

namespace CalicoVxlan.Bench.Cases;

/// <summary>Five fields of every frame as text, against tshark.</summary>
internal static class FieldsCase
{
    private const long Frames = 200_000;

    public static void Run(BenchContext context)
    {
        string file = context.Inputs.Get(Frames);

        string[] tshark =
        [
            "tshark", "-n", "-r", file, "-d", string.Create(CultureInfo.InvariantCulture, $"udp.port=={4789},vxlan"), "-T", "fields",
            "-e", "frame.number", "-e", "ip.src", "-e", "ip.dst", "-e", "udp.srcport", "-e", "vxlan.vni",
        ];
        Cost reference = Measure.Alternating(context.Runs, false, tshark)[0];
        context.Report.Add("fields", "tshark -T fields, five fields", reference);
        if (!context.HasCvx)
        {
            context.Report.Note("fields", $"skipped: there is no {context.Cvx}");
            return;
        }

        Cost cost = Measure.Alternating(context.Runs, false, context.Host(
            $"Get-VxlanFrame {BenchContext.Quote(file)} | Select-Object -Property Number,SourceVtep,DestinationVtep,Source,Destination | ConvertTo-Json"))[0];
        context.Report.AddFaster("fields", "Get-VxlanFrame, Select-Object, ConvertTo-Json", cost, reference, Goal.AtLeast(50, reference.Wall / cost.Wall, " times"));
    }
}
