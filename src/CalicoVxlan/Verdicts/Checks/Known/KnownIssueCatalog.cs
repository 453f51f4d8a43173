namespace CalicoVxlan.Verdicts.Checks.Known;

/// <summary>placeholder</summary>
internal static class KnownIssueCatalog
{
    public static IEnumerable<Check> Checks => [];
}
