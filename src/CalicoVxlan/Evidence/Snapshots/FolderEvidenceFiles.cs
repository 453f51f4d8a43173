using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>A snapshot in a folder. Names were listed when it was opened; only listed ones are opened, so none leads elsewhere.</summary>
internal sealed class FolderEvidenceFiles : IEvidenceFiles
{
    private readonly Dictionary<string, string> paths;

    private FolderEvidenceFiles(Dictionary<string, string> paths) => this.paths = paths;

    public IEnumerable<string> Names => paths.Keys;

    /// <exception cref="IOException">The folder can't be read.</exception>
    public static FolderEvidenceFiles OpenFolder(string folder, List<EvidenceError> errors)
    {
        Dictionary<string, string> paths = new(StringComparer.Ordinal);
        Add(EvidenceNames.Header);
        foreach (string plural in EvidenceNames.Cluster)
        {
            Add(EvidenceNames.OfCluster(plural));
        }

        DirectoryInfo nodes = new(Path.Combine(folder, "nodes"));
        foreach (DirectoryInfo node in nodes.Exists ? nodes.EnumerateDirectories() : [])
        {
            if (!NodeName.IsValid(node.Name))
            {
                errors.Add(SnapshotErrors.OddNode(node.Name));
                continue;
            }

            foreach (string file in EvidenceNames.Node)
            {
                Add(EvidenceNames.OfNode(node.Name, file));
            }
        }

        return new FolderEvidenceFiles(paths);

        void Add(string name)
        {
            FileInfo file = new(Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar)));
            if (!file.Exists)
            {
                return;
            }

            // A device or a pipe would never end; a link could lead anywhere and still be what somebody meant.
            if (FileKind.IsWrittenInPlace(file.FullName))
            {
                errors.Add(SnapshotErrors.NotPlain(name));
            }
            else if (file.Length > SnapshotLayout.MostBytesOf(name))
            {
                errors.Add(SnapshotErrors.TooLarge(name));
            }
            else
            {
                paths[name] = file.FullName;
            }
        }
    }

    public Stream? Open(string name)
    {
        try
        {
            return paths.TryGetValue(name, out string? path)
                ? new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan })
                : null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    public void Dispose()
    {
    }

    /// <summary>The newest of the files' times; null when there are none.</summary>
    public DateTimeOffset? Newest() =>
        paths.Values.Select(static p => (DateTimeOffset?)new DateTimeOffset(File.GetLastWriteTimeUtc(p), TimeSpan.Zero)).Max();
}
