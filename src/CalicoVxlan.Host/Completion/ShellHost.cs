using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>What PowerShell and cvx do differently.</summary>
internal static class ShellHost
{
    /// <summary>The process ends with it, unless something worse happens.</summary>
    public static void RequestExit(int code) => HostExit.Request(code);

    /// <summary>A file of the module, which stands beside cvx' own folder where both were built.</summary>
    public static string ModuleFile(params string[] parts) => Path.GetFullPath(Path.Combine([AppContext.BaseDirectory, "..", "CalicoVxlan", .. parts]));
}
