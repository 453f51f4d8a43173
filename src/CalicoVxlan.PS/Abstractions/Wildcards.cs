using System.Management.Automation;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Names with wildcards, as PowerShell matches them: without regard to case.</summary>
internal static class Wildcards
{
    /// <summary>A test for any of the patterns; null when there are none, which matches all.</summary>
    public static Predicate<string>? Match(string[]? patterns)
    {
        if (patterns is not { Length: > 0 })
        {
            return null;
        }

        WildcardPattern[] made = Array.ConvertAll(patterns, static p => WildcardPattern.Get(p, WildcardOptions.IgnoreCase));
        return made.Length == 1 ? made[0].IsMatch : name => Array.Exists(made, p => p.IsMatch(name));
    }
}
