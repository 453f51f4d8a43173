using System.Text;
using CalicoVxlan.Evidence;
using CalicoVxlan.Evidence.Snapshots;
using CalicoVxlan.Model;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>The healthy snapshot that the module ships, with other files in place of its own.</summary>
internal static class ChangedSample
{
    /// <param name="check">Id of a check, or a category.</param>
    /// <param name="changes">Files by their names in a snapshot; null takes one away.</param>
    public static IReadOnlyList<CheckResult> Judge(string check, params (string File, string? Text)[] changes) => Judge(i => i == check, changes);

    /// <inheritdoc cref="Judge(string, ValueTuple{string, string}[])"/>
    public static IReadOnlyList<CheckResult> JudgeAll(params (string File, string? Text)[] changes) => Judge(static _ => true, changes);

    private static IReadOnlyList<CheckResult> Judge(Predicate<string> include, (string File, string? Text)[] changes)
    {
        using CalicoEvidence sample = EvidenceSnapshot.Open(Path.Combine(Samples.Root, "module/Samples/evidence"));
        MemoryEvidenceFiles files = new();
        foreach (string name in sample.Files.Names.Where(n => !changes.Any(c => c.File == n)))
        {
            files.Put(name, Encoding.UTF8.GetBytes(Text(sample, name)));
        }

        foreach ((string file, string? text) in changes.Where(static c => c.Text is not null))
        {
            files.Put(file, Encoding.UTF8.GetBytes(text!));
        }

        using CalicoEvidence evidence = new(files, sample.Header, "test");
        return ModeTest.Run(ClusterModel.Of(evidence), new ModeTestOptions { Include = include }, cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>What the sample's own file says.</summary>
    public static string Text(string file)
    {
        using CalicoEvidence sample = EvidenceSnapshot.Open(Path.Combine(Samples.Root, "module/Samples/evidence"));
        return Text(sample, file);
    }

    private static string Text(CalicoEvidence evidence, string name)
    {
        using StreamReader reader = new(evidence.Files.Open(name)!);
        return reader.ReadToEnd();
    }
}
