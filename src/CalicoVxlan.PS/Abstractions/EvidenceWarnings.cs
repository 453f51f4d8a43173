using System.Globalization;
using CalicoVxlan.Evidence;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>What could not be had, said so that 5,000 nodes without ethtool are one line.</summary>
internal static class EvidenceWarnings
{
    private const int MostNodes = 3;
    private const int MostLines = 12;

    public static IEnumerable<string> Of(IReadOnlyList<EvidenceError> errors)
    {
        string[] lines = [.. errors.GroupBy(static e => (e.Item, e.Message)).Select(Line)];
        foreach (string line in lines.Take(lines.Length > MostLines ? MostLines - 1 : MostLines))
        {
            yield return line;
        }

        if (lines.Length > MostLines)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{lines.Length - MostLines + 1} more things could not be had; the property Errors has all {errors.Count}.");
        }
    }

    private static string Line(IGrouping<(string Item, string Message), EvidenceError> same)
    {
        string[] scopes = [.. same.Select(static e => e.Scope).Distinct()];
        string where = scopes.Length <= MostNodes ? string.Join(", ", scopes)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", scopes.Take(MostNodes))} and {scopes.Length - MostNodes} more");
        return same.Key.Item == "*" ? $"{where}: {same.Key.Message}" : $"{where}: {same.Key.Item}: {same.Key.Message}";
    }
}
