using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Paths as PowerShell reads them: <c>~</c> is home, and wildcards may stand in any component.</summary>
internal static class PathExpansion
{
    public static string FullPath(string path)
    {
        string plain = WildcardPattern.Unescape(Home(path));
        return Path.GetFullPath(plain);
    }

    /// <summary>Existing files and directories that match, sorted; a name without wildcards that does not exist is an error.</summary>
    public static Collection<string> Expand(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string pattern = Home(path);
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            string file = FullPath(pattern);
            return Path.Exists(file) ? [file] : throw new ItemNotFoundException($"Cannot find path '{file}' because it does not exist.");
        }

        string root = Path.GetPathRoot(pattern) is { Length: > 0 } absolute ? absolute : Directory.GetCurrentDirectory();
        string[] components = pattern[(Path.GetPathRoot(pattern)?.Length ?? 0)..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        List<string> found = [root];
        for (int i = 0; i < components.Length && found.Count > 0; i++)
        {
            found = Step(found, components[i], isLast: i == components.Length - 1);
        }

        found.Sort(StringComparer.OrdinalIgnoreCase);
        return new Collection<string>(found);
    }

    private static List<string> Step(List<string> directories, string component, bool isLast)
    {
        List<string> found = [];
        bool wild = WildcardPattern.ContainsWildcardCharacters(component);
        WildcardPattern? pattern = wild ? WildcardPattern.Get(component, WildcardOptions.IgnoreCase) : null;
        foreach (string directory in directories)
        {
            if (pattern is null)
            {
                string next = Path.GetFullPath(Path.Join(directory, WildcardPattern.Unescape(component)));
                if (isLast ? Path.Exists(next) : Directory.Exists(next))
                {
                    found.Add(next);
                }
            }
            else
            {
                found.AddRange(Entries(directory, pattern, component, isLast));
            }
        }

        return found;
    }

    private static IEnumerable<string> Entries(string directory, WildcardPattern pattern, string component, bool isLast)
    {
        // What can't be listed matches nothing, as in a shell; hidden files only when the pattern names the dot.
        EnumerationOptions options = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };
        IEnumerable<string> entries;
        try
        {
            entries = isLast ? Directory.EnumerateFileSystemEntries(directory, "*", options) : Directory.EnumerateDirectories(directory, "*", options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (string entry in entries)
        {
            string name = Path.GetFileName(entry);
            if (pattern.IsMatch(name) && (name[0] != '.' || component[0] == '.'))
            {
                yield return entry;
            }
        }
    }

    private static string Home(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
}
