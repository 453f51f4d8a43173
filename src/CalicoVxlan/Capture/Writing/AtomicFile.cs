using System.Security.Cryptography;
using CalicoVxlan.Common;

namespace CalicoVxlan.Capture.Writing;

/// <summary>
/// A file that appears under its name whole or not at all. The bytes go to a temporary file beside the target, which
/// <see cref="Complete"/> renames over it; disposed before that, the temporary file is removed and the target is as it was.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private readonly FileStream stream;
    private readonly string name;
    private readonly string target;
    private readonly string? temporary;
    private readonly bool overwrite;
    private bool closed;

    private AtomicFile(FileStream stream, string name, string target, string? temporary, bool overwrite)
    {
        this.stream = stream;
        this.name = name;
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
    }

    /// <summary>Where to write. It has no buffer of its own.</summary>
    public Stream Stream => stream;

    /// <summary>Opens a temporary file beside the target; a device or a named pipe is opened itself.</summary>
    /// <param name="path">The target.</param>
    /// <param name="overwrite">True replaces an existing target; false refuses to.</param>
    /// <exception cref="CaptureException">The target can't be written, with the reason.</exception>
    public static AtomicFile Create(string path, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = SafeText.Clean(path);
        try
        {
            return Path.EndsInDirectorySeparator(path) || Directory.Exists(path) ? throw WriteFailure.IsDirectory(name)
                : FileKind.IsWrittenInPlace(path) ? InPlace(path, name)
                : Beside(path, name, overwrite);
        }
        catch (Exception failure) when (WriteFailure.IsExpected(failure))
        {
            throw WriteFailure.Translate(failure, name);
        }
    }

    /// <summary>Puts the file in the target's place.</summary>
    /// <exception cref="CaptureException">It could not be; the temporary file is gone and the target is as it was.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        try
        {
            if (temporary is not null)
            {
                // A network file system or a quota may accept bytes and refuse them only now; after the rename it were too late.
                stream.Flush(flushToDisk: true);
                stream.Dispose();
                File.Move(temporary, target, overwrite);
            }

            stream.Dispose();
            closed = true;
        }
        catch (Exception failure) when (WriteFailure.IsExpected(failure))
        {
            Dispose();
            throw !overwrite && File.Exists(target) ? WriteFailure.Exists(name) : WriteFailure.Translate(failure, name);
        }
    }

    /// <summary>Removes the temporary file unless the target is complete.</summary>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        stream.Dispose();
        try
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception failure) when (WriteFailure.IsExpected(failure))
        {
            // The directory went away or turned read-only meanwhile. What led here is the better message.
        }
    }

    private static AtomicFile InPlace(string path, string name) =>
        new(new FileStream(path, Options(FileMode.Open, FileShare.ReadWrite)), name, path, null, overwrite: true);

    private static AtomicFile Beside(string path, string name, bool overwrite)
    {
        // A symbolic link stays one: the file it leads to is the one that is replaced.
        FileInfo named = new(path);
        string target = named.LinkTarget is null ? named.FullName : named.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        bool exists = File.Exists(target);
        if (exists && !overwrite)
        {
            throw WriteFailure.Exists(name);
        }

        if (exists && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
        {
            throw WriteFailure.IsReadOnly(name);
        }

        // Named by chance and created new: nobody can place a link there beforehand. Short, so that a long target name does not matter.
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp");
        FileStreamOptions options = Options(FileMode.CreateNew, FileShare.None);
        if (exists && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        return new AtomicFile(new FileStream(temporary, options), name, target, temporary, overwrite);
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share) => new() { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
}
