using CalicoVxlan.Evidence;

namespace CalicoVxlan.Bench.Evidence;

/// <summary>A snapshot folder.</summary>
internal sealed class FolderFiles(string folder) : IEvidenceFiles
{
    public IEnumerable<string> Names => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));

    public Stream? Open(string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0) : null;
    }

    public void Dispose()
    {
    }
}
