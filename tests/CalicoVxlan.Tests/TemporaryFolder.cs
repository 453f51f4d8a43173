namespace CalicoVxlan.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("calicovxlan-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] Names => [.. new DirectoryInfo(Path).EnumerateFileSystemInfos().Select(static f => f.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
