namespace CalicoVxlan.PS.Tests;

/// <summary>A folder for one test's files.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("cvx-test-");

    public string this[string name] => Path.Combine(directory.FullName, name);

    public void Dispose() => directory.Delete(recursive: true);
}
