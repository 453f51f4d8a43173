namespace CalicoVxlan.PS.Completion;

/// <summary>Where relative paths start: in cvx, which has no location of its own, at the process's directory.</summary>
internal static class ShellLocation
{
    public static string Current() => Environment.CurrentDirectory;
}
