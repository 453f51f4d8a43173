using System.IO.Compression;

namespace CalicoVxlan.Evidence.Snapshots;

/// <summary>
/// A snapshot in a zip. Nothing is ever unpacked to disk, so no name of an entry can lead anywhere; a file is unpacked into memory, no
/// further than its stated length, which is limited. One archive can't be read by two threads, so unpacking takes turns.
/// </summary>
internal sealed class ZipEvidenceFiles : IEvidenceFiles
{
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries;
    private readonly Lock turn = new();

    private ZipEvidenceFiles(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries)
    {
        this.archive = archive;
        this.entries = entries;
    }

    public IEnumerable<string> Names => entries.Keys;

    /// <param name="stream">A zip; closed with the files, or when this fails.</param>
    /// <param name="errors">Gets what of it is not taken.</param>
    /// <exception cref="InvalidDataException">It is no zip, or has too much in it.</exception>
    public static ZipEvidenceFiles OpenZip(Stream stream, List<EvidenceError> errors)
    {
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        try
        {
            return new ZipEvidenceFiles(archive, Choose(archive, errors));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public Stream? Open(string name)
    {
        if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            return null;
        }

        lock (turn)
        {
            try
            {
                return new MemoryStream(Unpack(entry), writable: false);
            }
            catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or ObjectDisposedException or EndOfStreamException)
            {
                throw new IOException($"'{name}' cannot be unpacked: {failure.Message}", failure);
            }
        }
    }

    /// <summary>The newest of the files' times; null when there are none.</summary>
    public DateTimeOffset? Newest() => entries.Values.Select(static e => (DateTimeOffset?)e.LastWriteTime).Max();

    public void Dispose()
    {
        lock (turn)
        {
            archive.Dispose();
        }
    }

    private static Dictionary<string, ZipArchiveEntry> Choose(ZipArchive archive, List<EvidenceError> errors)
    {
        if (archive.Entries.Count > SnapshotLayout.MostFiles)
        {
            throw new InvalidDataException($"it has more than {SnapshotLayout.MostFiles} entries");
        }

        string wrapper = Wrapper(archive);
        Dictionary<string, ZipArchiveEntry> chosen = new(StringComparer.Ordinal);
        HashSet<string> odd = [];
        long all = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string full = Slashed(entry);
            string name = full.StartsWith(wrapper, StringComparison.Ordinal) ? full[wrapper.Length..] : "";
            if (!SnapshotLayout.IsKnown(name))
            {
                if (SnapshotLayout.Node(name, out _) is { } node && !NodeName.IsValid(node) && odd.Add(node))
                {
                    errors.Add(SnapshotErrors.OddNode(node));
                }
            }
            else if (entry.Length > SnapshotLayout.MostBytesOf(name) || (all += entry.Length) > SnapshotLayout.MostBytesInAll)
            {
                errors.Add(SnapshotErrors.TooLarge(name));
            }
            else if (IsBomb(entry))
            {
                errors.Add(SnapshotErrors.Bomb(name));
            }
            else if (!chosen.TryAdd(name, entry))
            {
                errors.Add(SnapshotErrors.Twice(name));
            }
        }

        return chosen;
    }

    // Somebody who zips a folder gets the folder in the zip. Where the layout begins tells its name.
    private static string Wrapper(ZipArchive archive)
    {
        string? shortest = null;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = Slashed(entry);
            string[] parts = name.Split('/');
            for (int depth = 0; depth < Math.Min(parts.Length, 3); depth++)
            {
                string start = string.Concat(parts.Take(depth).Select(static p => p + "/"));
                if (SnapshotLayout.IsKnown(name[start.Length..]) && (shortest is null || start.Length < shortest.Length))
                {
                    shortest = start;
                }
            }

            if (shortest is "")
            {
                break;
            }
        }

        return shortest ?? "";
    }

    // Lists of Kubernetes and tables of ip shrink to a thirtieth at best.
    private static bool IsBomb(ZipArchiveEntry entry) => entry.Length > 16 << 20 && entry.Length / 100 > entry.CompressedLength;

    // Some programs on Windows write backslashes.
    private static string Slashed(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static byte[] Unpack(ZipArchiveEntry entry)
    {
        // The stated length is a claim: memory grows with what comes, and more than was said is damage. Room is doubled, and at last what was said.
        using Stream packed = entry.Open();
        byte[] bytes = new byte[Math.Min(entry.Length, 1 << 20)];
        int length = 0;
        while (true)
        {
            int count = packed.Read(bytes.AsSpan(length));
            length += count;
            if (count == 0 || length == entry.Length)
            {
                break;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(entry.Length, length * 2L));
            }
        }

        return packed.ReadByte() >= 0 ? throw new InvalidDataException("it is longer than the archive says")
            : length != entry.Length || Crc32.Of(bytes) != entry.Crc32 ? throw new InvalidDataException("it is not what was packed") : bytes;
    }
}
