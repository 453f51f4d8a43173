using System.IO.Compression;
using System.Security.Cryptography;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>
/// Writes a snapshot under a temporary name beside its target and renames it when it is whole. With force, what was there is moved
/// aside first and removed last, so there is a whole snapshot at any time but between two renames.
/// </summary>
internal static class SnapshotWriter
{
    // Evidence names addresses and firewalls of a cluster: not for everybody on the machine.
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void ToZip(CalicoEvidence evidence, string path, string name, bool force, CancellationToken stop)
    {
        string target = Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw SnapshotFailure.NotOurs(name);
        }

        if (!force && File.Exists(target))
        {
            throw SnapshotFailure.Exists(name);
        }

        string temporary = Beside(target);
        try
        {
            using (FileStream stream = new(temporary, NewFile()))
            {
                using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    Each(evidence, file =>
                    {
                        ZipArchiveEntry entry = zip.CreateEntry(file, CompressionLevel.Optimal);
                        entry.LastWriteTime = ZipTime(evidence.TakenAt);
                        return entry.Open();
                    }, stop);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, force);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    public static void ToFolder(CalicoEvidence evidence, string path, string name, bool force, CancellationToken stop)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        bool exists = Path.Exists(target);
        if (exists && !IsEmptyFolder(target))
        {
            // Only a snapshot is replaced: -Force on the wrong folder must not cost it.
            _ = !force ? throw SnapshotFailure.Exists(name) : IsSnapshot(target) ? true : throw SnapshotFailure.NotOurs(name);
        }

        string temporary = Beside(target);
        try
        {
            MakeFolder(temporary);
            Each(evidence, file =>
            {
                string full = Path.Combine(temporary, file.Replace('/', Path.DirectorySeparatorChar));
                MakeFolder(Path.GetDirectoryName(full)!);
                return new FileStream(full, NewFile());
            }, stop);
            Replace(temporary, target, exists);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static void Each(CalicoEvidence evidence, Func<string, Stream> create, CancellationToken stop)
    {
        using (Stream header = create(EvidenceNames.Header))
        {
            header.Write(HeaderJson.Write(evidence.Header));
        }

        foreach (string file in evidence.Files.Names.Where(static n => n != EvidenceNames.Header && SnapshotLayout.IsKnown(n)).Order(StringComparer.Ordinal))
        {
            stop.ThrowIfCancellationRequested();
            using Stream? from = evidence.Files.Open(file);
            if (from is not null)
            {
                using Stream to = create(file);
                from.CopyTo(to);
            }
        }
    }

    private static void Replace(string temporary, string target, bool exists)
    {
        if (!exists)
        {
            Directory.Move(temporary, target);
            return;
        }

        string old = Beside(target);
        Directory.Move(target, old);
        try
        {
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        Remove(old);
    }

    private static bool IsEmptyFolder(string path) => Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any();

    private static bool IsSnapshot(string path) => File.Exists(Path.Combine(path, EvidenceNames.Header));

    private static string Beside(string target) => Path.Combine(
        ParentOf(target), $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");

    // A path that is mistyped is not made.
    private static string ParentOf(string target)
    {
        string parent = Path.GetDirectoryName(target) ?? throw new IOException("it is the root of a file system");
        return Directory.Exists(parent) ? parent : throw new DirectoryNotFoundException($"there is no folder '{parent}'");
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
            return;
        }

        _ = Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions NewFile()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    // A zip's clock runs from 1980 to 2107.
    private static DateTimeOffset ZipTime(DateTimeOffset time) => time.Year is >= 1980 and <= 2107 ? time : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception failure) when (SnapshotFailure.IsExpected(failure))
        {
            // What led here is the better message.
        }
    }
}
