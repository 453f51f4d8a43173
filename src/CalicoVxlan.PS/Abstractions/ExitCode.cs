namespace CalicoVxlan.PS.Abstractions;

/// <summary>Exit codes of cvx that are no errors of the command.</summary>
internal static class ExitCode
{
    /// <summary>Something that was checked fails.</summary>
    public const int Failed = 3;

    /// <summary>Nothing fails, and something is unknown.</summary>
    public const int Inconclusive = 4;
}
