using CalicoVxlan.Bench;
using CalicoVxlan.Bench.Cases;
using CalicoVxlan.Bench.Evidence;
using CalicoVxlan.Bench.Generate;

Arguments arguments = new(args);
switch (arguments.Word(0))
{
    case "generate" when arguments.Word(1) is { } file:
        TrafficOptions options = new()
        {
            Frames = arguments.Number("frames", 2_000_000),
            SnapLength = (int)arguments.Number("snap", 256),
            Flows = (int)arguments.Number("flows", 10_000),
            Seed = (ulong)arguments.Number("seed", 1),
            VtepPairs = (int)arguments.Number("pairs", 200),
            Microseconds = arguments.Text("time", "nanoseconds") == "microseconds",
        };
        Inputs.Write(file, options);
        return 0;
    case "generate-evidence" when arguments.Word(1) is { } folder:
        EvidenceGenerator.Write(folder, new EvidencePlan((int)arguments.Number("nodes", 1000), (int)arguments.Number("pods-per-node", 30)));
        return 0;
    case "load-evidence" when arguments.Word(1) is { } folder:
        return EvidenceLoad.Run(folder);
    case "run":
        return BenchRun.Run(arguments);
    default:
        Console.Error.WriteLine(
            """
            generate FILE [--frames 2000000] [--snap 256] [--flows 10000] [--pairs 200] [--seed 1] [--time microseconds]
            generate-evidence FOLDER [--nodes 1000] [--pods-per-node 30]
            load-evidence FOLDER
            run [--case flows,fields,objects,allocations,memory,first,live,evidence,lookups,verdict,lab] [--cvx output/bin/cvx] [--module output/CalicoVxlan]
                [--dir FOLDER] [--runs 5] [--frames 2000000] [--nodes 1000] [--verdict-nodes 250,500,1000]
            """);
        return 2;
}
