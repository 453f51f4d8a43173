namespace CalicoVxlan.Bench.Cases;

/// <summary>The <c>run</c> verb: the chosen cases one after the other, one table.</summary>
internal static class BenchRun
{
    private static readonly Dictionary<string, Action<BenchContext>> Cases = new(StringComparer.Ordinal)
    {
        ["flows"] = FlowsCase.Run,
        ["fields"] = FieldsCase.Run,
        ["objects"] = ObjectsCase.Run,
        ["allocations"] = AllocationCase.Run,
        ["memory"] = MemoryCase.Run,
        ["first"] = FirstFrameCase.Run,
        ["live"] = LiveCase.Run,
        ["evidence"] = EvidenceCase.Run,
        ["lookups"] = LookupCase.Run,
        ["verdict"] = VerdictCase.Run,
        ["lab"] = LabCase.Run,
    };

    public static int Run(Arguments arguments)
    {
        Report report = new(Console.Out);
        BenchContext context = new()
        {
            Arguments = arguments,
            Inputs = new Inputs(arguments.Text("dir", Path.Combine(Path.GetTempPath(), "calicovxlan-bench"))),
            Report = report,
            Cvx = Path.GetFullPath(arguments.Text("cvx", "output/bin/cvx")),
            Module = Path.GetFullPath(arguments.Text("module", "output/CalicoVxlan")),
            Runs = (int)arguments.Number("runs", 5),
            Frames = arguments.Number("frames", 2_000_000),
        };
        string[] chosen = arguments.Text("case", string.Join(',', Cases.Keys)).Split(',');
        report.Begin();
        int failed = 0;
        foreach (string name in chosen)
        {
            try
            {
                Cases[name](context);
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
            {
                failed++;
                report.Note(name, $"failed: {failure.Message}");
            }
        }

        return failed == 0 ? 0 : 1;
    }
}
