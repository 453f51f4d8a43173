using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.PS.Completion;

/// <summary>Makes completion results out of names and what they are.</summary>
internal static class Suggestions
{
    /// <summary>The names that begin with, or match, what was typed; quoted where PowerShell needs it, free of control characters.</summary>
    public static IEnumerable<CompletionResult> Matching(string? typed, IEnumerable<(string Name, string Tip)> names)
    {
        string word = (typed ?? "").Trim('\'', '"');
        WildcardPattern pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        foreach ((string name, string tip) in names)
        {
            if (pattern.IsMatch(name) && name.Length > 0)
            {
                string safe = SafeText.Clean(name);
                yield return new CompletionResult(Quote(safe), safe, CompletionResultType.ParameterValue, tip.Length > 0 ? SafeText.Clean(tip) : safe);
            }
        }
    }

    private static string Quote(string name) =>
        name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/')
            ? name
            : "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";
}
