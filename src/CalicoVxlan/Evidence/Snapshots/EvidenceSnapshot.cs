using System.Text.Json;
using CalicoVxlan.Common;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>Reads evidence from a folder or a zip, and writes it there.</summary>
public static class EvidenceSnapshot
{
    private const int MostHeaderBytes = 64 << 20;

    /// <summary>Opens a snapshot. What a person collected by hand into the layout will do: every file of it may be missing.</summary>
    /// <param name="path">A folder, or a zip of one.</param>
    /// <exception cref="EvidenceException">It can't be read, or is no snapshot.</exception>
    public static CalicoEvidence Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = SafeText.Clean(path);
        try
        {
            List<EvidenceError> errors = [];
            if (Directory.Exists(path))
            {
                FolderEvidenceFiles folder = FolderEvidenceFiles.OpenFolder(path, errors);
                return Make(folder, folder.Newest(), errors, path, name);
            }

            ZipEvidenceFiles zip = OpenZip(path, name, errors);
            return Make(zip, zip.Newest(), errors, path, name);
        }
        catch (Exception failure) when (SnapshotFailure.IsExpected(failure))
        {
            throw SnapshotFailure.Reading(failure, name);
        }
    }

    /// <summary>Writes evidence; the snapshot appears whole or not at all.</summary>
    /// <param name="evidence">What to write.</param>
    /// <param name="path">A folder, or a zip when the name ends in <c>.zip</c>.</param>
    /// <param name="force">True replaces what is there.</param>
    /// <param name="stop">Ends it; what was there stays.</param>
    /// <exception cref="EvidenceException">It can't be written.</exception>
    public static void Write(CalicoEvidence evidence, string path, bool force, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = SafeText.Clean(path);
        try
        {
            if (IsZip(path))
            {
                SnapshotWriter.ToZip(evidence, path, name, force, stop);
            }
            else
            {
                SnapshotWriter.ToFolder(evidence, path, name, force, stop);
            }
        }
        catch (Exception failure) when (SnapshotFailure.IsExpected(failure))
        {
            throw SnapshotFailure.Writing(failure, name);
        }
    }

    /// <summary>True for a name that ends in <c>.zip</c>.</summary>
    public static bool IsZip(string path) => path is not null && path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static ZipEvidenceFiles OpenZip(string path, string name, List<EvidenceError> errors)
    {
        if (!File.Exists(path))
        {
            throw SnapshotFailure.NotFound(name);
        }

        if (FileKind.IsWrittenInPlace(path))
        {
            throw SnapshotFailure.NotASnapshot(name, "it is no plain file");
        }

        try
        {
            return ZipEvidenceFiles.OpenZip(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), errors);
        }
        catch (InvalidDataException failure)
        {
            throw SnapshotFailure.NotASnapshot(name, $"it is neither a folder nor a zip that can be read ({SafeText.Clean(failure.Message).TrimEnd('.')})", failure);
        }
    }

    private static CalicoEvidence Make(IEvidenceFiles files, DateTimeOffset? newest, List<EvidenceError> errors, string path, string name)
    {
        try
        {
            if (!files.Names.Any())
            {
                throw SnapshotFailure.NotASnapshot(name, "none of a snapshot's files is in it");
            }

            EvidenceHeader header = ReadHeader(files, errors);
            if (header.Schema > EvidenceHeader.CurrentSchema)
            {
                throw SnapshotFailure.NewerSchema(name, header.Schema);
            }

            return new CalicoEvidence(files, Complete(header, files, newest, errors, path), name);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static EvidenceHeader ReadHeader(IEvidenceFiles files, List<EvidenceError> errors)
    {
        try
        {
            using Stream? stream = files.Open(EvidenceNames.Header);
            if (stream is null)
            {
                return new EvidenceHeader();
            }

            if (stream.Length > MostHeaderBytes)
            {
                errors.Add(SnapshotErrors.For(EvidenceNames.Header, "it is too large"));
                return new EvidenceHeader();
            }

            byte[] json = new byte[stream.Length];
            return HeaderJson.Read(json.AsMemory(0, stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false)));
        }
        catch (Exception failure) when (failure is JsonException or IOException)
        {
            errors.Add(SnapshotErrors.For(EvidenceNames.Header, $"it cannot be read: {SafeText.Clean(failure.Message)}"));
            return new EvidenceHeader();
        }
    }

    // What the header doesn't say, or says wrong, the folders do: a node is what has a folder, or was asked in vain.
    private static EvidenceHeader Complete(EvidenceHeader header, IEvidenceFiles files, DateTimeOffset? newest, List<EvidenceError> errors, string path)
    {
        SortedSet<string> nodes = new(StringComparer.Ordinal);
        foreach (string node in header.Nodes)
        {
            if (NodeName.IsValid(node))
            {
                _ = nodes.Add(node);
            }
            else
            {
                errors.Add(SnapshotErrors.OddNode(node));
            }
        }

        nodes.UnionWith(files.Names.Select(static n => SnapshotLayout.Node(n, out _)).OfType<string>());
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return header with
        {
            TakenAt = header.TakenAt != default ? header.TakenAt : newest ?? default,
            Cluster = header.Cluster.Length > 0 ? header.Cluster : SafeText.Clean(IsZip(full) ? Path.GetFileNameWithoutExtension(full) : Path.GetFileName(full)),
            Nodes = [.. nodes],
            Errors = [.. header.Errors, .. errors],
        };
    }
}
