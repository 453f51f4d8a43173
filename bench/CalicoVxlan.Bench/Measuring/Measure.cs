namespace CalicoVxlan.Bench.Measuring;

/// <summary>Runs commands in turn, so that a slow moment of the machine meets all of them, and takes medians.</summary>
internal static class Measure
{
    /// <param name="runs">Measured runs of each; one more of each comes before, so that files are in memory.</param>
    /// <param name="sampleMemory">Whether to watch memory.</param>
    /// <param name="commands">The commands.</param>
    /// <returns>For each command the median of each number on its own.</returns>
    public static Cost[] Alternating(int runs, bool sampleMemory, params IReadOnlyList<string>[] commands)
    {
        List<Cost>[] costs = [.. commands.Select(static _ => new List<Cost>())];
        for (int run = -1; run < runs; run++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                Cost cost = ChildProcess.Run(commands[i], sampleMemory: sampleMemory);
                if (cost.ExitCode != 0)
                {
                    throw new InvalidOperationException($"'{string.Join(' ', commands[i])}' ended with {cost.ExitCode}: {cost.Errors.Trim()}");
                }

                if (run >= 0)
                {
                    costs[i].Add(cost);
                }
            }
        }

        return [.. costs.Select(Median)];
    }

    private static Cost Median(List<Cost> costs) => new()
    {
        Wall = Middle(costs, static c => c.Wall),
        Processor = Middle(costs, static c => c.Processor),
        PeakResident = Middle(costs, static c => c.PeakResident),
        PeakAnonymous = Middle(costs, static c => c.PeakAnonymous),
    };

    private static T Middle<T>(List<Cost> costs, Func<Cost, T> number) => costs.Select(number).Order().ElementAt(costs.Count / 2);
}
