namespace CalicoVxlan.Tests;

/// <summary>Documents that tests make: what stands in docs/ is what the code says. CALICOVXLAN_WRITE_DOCS=1 writes them.</summary>
internal static class Docs
{
    /// <summary>The repository's folder; null when the tests are elsewhere.</summary>
    public static string? Root
    {
        get
        {
            DirectoryInfo? at = new(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "CalicoVxlan.sln")))
            {
                at = at.Parent;
            }

            return at?.FullName;
        }
    }

    public static void AssertSame(string name, string text)
    {
        string? folder = Folder();
        Assert.SkipWhen(folder is null, "The repository's docs folder is not here.");
        string path = Path.Combine(folder, name);
        if (Environment.GetEnvironmentVariable("CALICOVXLAN_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text, $"docs/{name} is not what the code says now; run this test with CALICOVXLAN_WRITE_DOCS=1 and look at the difference.");
    }

    private static string? Folder() => Root is { } root ? Directory.CreateDirectory(Path.Combine(root, "docs")).FullName : null;
}
