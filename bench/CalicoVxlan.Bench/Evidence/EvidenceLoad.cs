using System.Diagnostics;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Reading;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>Loads a snapshot as a whole and keeps it: what the evidence case measures, in a process of its own.</summary>
internal static class EvidenceLoad
{
    public static int Run(string folder)
    {
        string[] nodes = [.. Directory.GetDirectories(Path.Combine(folder, "nodes")).Select(static d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        using CalicoEvidence evidence = new(new FolderFiles(folder), new EvidenceHeader { Nodes = nodes }, folder);
        List<EvidenceError> problems = [];
        long start = Stopwatch.GetTimestamp();
        ClusterObjects cluster = EvidenceReader.ReadCluster(evidence, problems);
        TimeSpan ofCluster = Stopwatch.GetElapsedTime(start);
        List<NodeAnswers> kept = [];
        foreach (NodeReading reading in EvidenceReader.ReadNodes(evidence, nodes, Environment.ProcessorCount, CancellationToken.None))
        {
            kept.Add(reading.Answers);
            problems.AddRange(reading.Problems);
        }

        long entries = kept.Sum(static n => (long)(n.Routes?.Length ?? 0) + (n.Neighbours?.Length ?? 0) + (n.Fdb?.Length ?? 0));
        Console.WriteLine(FormattableString.Invariant(
            $"{kept.Count} nodes, {cluster.Pods?.Count ?? 0} pods, {entries} entries, {problems.Count} problems; objects {ofCluster.TotalSeconds:f2} s, all {Stopwatch.GetElapsedTime(start).TotalSeconds:f2} s, heap {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB"));
        foreach (EvidenceError problem in problems.Take(5))
        {
            Console.Error.WriteLine($"{problem.Scope} {problem.Item}: {problem.Message}");
        }

        GC.KeepAlive(kept);
        return problems.Count == 0 ? 0 : 1;
    }
}
