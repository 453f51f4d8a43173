using System.Reflection;
using System.Text.Json;
using CalicoVxlan.Evidence.Reading.Json;

namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>
/// The catalogue of known issues, which is data: KnownIssues.json beside this file. Each has conditions on facts (see
/// <see cref="KnownFacts"/>) and on how other checks came out; when all hold, the issue is named. A new one needs no code where the facts exist.
/// </summary>
internal static class KnownIssueCatalog
{
    public static IReadOnlyList<KnownIssue> Issues { get; } = [.. Load()];

    public static IReadOnlyList<Check> Checks { get; } = [.. Issues.Select(static i => new KnownIssueCheck(i))];

    private static IEnumerable<KnownIssue> Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("KnownIssues.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(static item => new KnownIssue
        {
            Id = item.Text("id")!,
            Title = item.Text("title")!,
            Status = Enum.Parse<CheckStatus>(item.Text("status")!),
            PerNode = item.Text("scope") == "Node",
            Effect = item.Text("effect")!,
            Remedy = item.Text("remedy")!,
            Command = item.Text("command"),
            Issues = item.Text("issues"),
            Conditions = [.. item.List("when").Select(static c => new KnownCondition(c.Text("fact")!, c.Text("is")!, c.Text("value") ?? ""))],
        })];
    }
}
