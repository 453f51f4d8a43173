using System.Buffers;

namespace CalicoVxlan.Common;

/// <summary>
/// Words of commands that people copy into a shell. Names of Kubernetes' objects are checked where they are read and have nothing in them that a shell
/// takes for its own; the names of interfaces, protocols and whatever else a node says may be anything.
/// </summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+=,-");

    /// <summary>
    /// The text as one word: as it is when a shell leaves it alone, else in single quotes. Control characters become escapes first. A leading dash stays one:
    /// <c>dev -x</c> is a name to ip(8).
    /// </summary>
    public static string Quote(string text)
    {
        string clean = SafeText.Clean(text);
        return clean.Length > 0 && clean.AsSpan().IndexOfAnyExcept(Plain) < 0 ? clean : "'" + clean.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
