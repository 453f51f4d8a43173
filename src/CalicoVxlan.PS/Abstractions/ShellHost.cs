namespace CalicoVxlan.PS.Abstractions;

/// <summary>What PowerShell and cvx do differently; cvx has its own file of this name.</summary>
internal static class ShellHost
{
    /// <summary>In PowerShell a cmdlet has no exit code: what it says are its objects.</summary>
    public static void RequestExit(int code) => _ = code;

    /// <summary>A file of the module.</summary>
    public static string ModuleFile(params string[] parts) =>
        Path.Combine([Path.GetDirectoryName(typeof(ShellHost).Assembly.Location) ?? ".", .. parts]);
}
