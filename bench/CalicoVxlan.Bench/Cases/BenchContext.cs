namespace CalicoVxlan.Bench.Cases;

/// <summary>What every case is given.</summary>
internal sealed record BenchContext
{
    public required Arguments Arguments { get; init; }

    public required Inputs Inputs { get; init; }

    public required Report Report { get; init; }

    /// <summary>The embedded host.</summary>
    public required string Cvx { get; init; }

    /// <summary>The folder of the module.</summary>
    public required string Module { get; init; }

    public required int Runs { get; init; }

    /// <summary>Frames of the large input.</summary>
    public required long Frames { get; init; }

    public bool HasCvx => File.Exists(Cvx);

    /// <summary>A pipeline in the embedded host, as an argument vector.</summary>
    public string[] Host(string pipeline) => [Cvx, pipeline];

    /// <summary>A path inside a pipeline: quoted as PowerShell quotes.</summary>
    public static string Quote(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, program)));
}
