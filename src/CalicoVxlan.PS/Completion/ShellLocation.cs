using System.Management.Automation;

namespace CalicoVxlan.PS.Completion;

/// <summary>Where relative paths start: the shell's location, which is not the process's. cvx has its own of these.</summary>
internal static class ShellLocation
{
    public static string Current()
    {
        try
        {
            using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddCommand("Get-Location").AddParameter("PSProvider", "FileSystem").Invoke<PathInfo>().FirstOrDefault()?.ProviderPath
                ?? Environment.CurrentDirectory;
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            // No runspace to ask, or one that is going away.
            return Environment.CurrentDirectory;
        }
    }
}
