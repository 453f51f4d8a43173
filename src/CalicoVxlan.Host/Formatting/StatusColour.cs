namespace CalicoVxlan.Host.Formatting;

/// <summary>The colours that PowerShell gives to errors and warnings, and green for what is well.</summary>
internal static class StatusColour
{
    public const string Reset = "\x1b[0m";

    /// <summary>The sequence that begins the colour of a status; empty for one that has none.</summary>
    public static string Of(string status) => status switch
    {
        "Fail" => "\x1b[31;1m",
        "Inconclusive" => "\x1b[35m",
        "Warning" => "\x1b[33;1m",
        "Pass" => "\x1b[32m",
        _ => "",
    };
}
