using System.Text.RegularExpressions;
using CalicoVxlan.Lab.Kernel;

namespace CalicoVxlan.Lab;

/// <summary>Where labs keep what they know of themselves: a folder each.</summary>
internal sealed partial class LabStore(string root)
{
    public const string DefaultRoot = "/run/calicovxlan/labs";

    private const string RecordName = "lab.json";

    /// <summary>The folder of all labs of this machine.</summary>
    public static LabStore Default { get; } = new(DefaultRoot);

    public string Folder(string name) => Path.Combine(root, name);

    /// <summary>Names of the labs whose folder is there, built to the end or not.</summary>
    public IEnumerable<string> Names => Directory.Exists(root)
        ? new DirectoryInfo(root).EnumerateDirectories().Select(static d => d.Name).Where(LabOptionChecks.IsName).Order(StringComparer.Ordinal)
        : [];

    public bool Exists(string name) => Directory.Exists(Folder(name));

    /// <summary>Claims a name by writing the first record; only one of two that try at once succeeds.</summary>
    /// <exception cref="LabException">There is one.</exception>
    public void Claim(LabRecord record)
    {
        string folder = Folder(record.Options.Name);
        try
        {
            _ = Directory.CreateDirectory(folder);
            using FileStream file = new(Path.Combine(folder, RecordName), FileMode.CreateNew, FileAccess.Write);
            file.Write(record.ToJson());
        }
        catch (IOException e) when (Exists(record.Options.Name))
        {
            throw Taken(record.Options.Name, e);
        }
    }

    public static LabException Taken(string name, Exception? cause = null) => new(LabFailure.Exists, name, $"There is a lab named {name} already.",
        "Give another -Name, or remove that lab with Remove-CalicoLab.", cause);

    /// <summary>The record; null when there is none that can be read.</summary>
    public LabRecord? Read(string name)
    {
        try
        {
            return LabRecord.Read(File.ReadAllBytes(Path.Combine(Folder(name), RecordName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(LabRecord record) => WriteFile(Path.Combine(Folder(record.Options.Name), RecordName), record.ToJson());

    /// <summary>Writes a file so that it is never seen half-written; nothing when it says that already.</summary>
    public static void WriteFile(string path, byte[] bytes)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        string temporary = path + ".new";
        File.WriteAllBytes(temporary, bytes);
        if (OperatingSystem.IsLinux() && File.Exists(path))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
        }

        File.Move(temporary, path, overwrite: true);
    }

    public void Delete(string name)
    {
        if (Exists(name))
        {
            Directory.Delete(Folder(name), recursive: true);
        }
    }

    /// <summary>Namespaces of this machine that are named as those of the lab are.</summary>
    public static IEnumerable<string> NamespacesOf(string name)
    {
        if (!Directory.Exists(NamespaceThread.Folder))
        {
            return [];
        }

        string prefix = name + "-";
        return [.. new DirectoryInfo(NamespaceThread.Folder).EnumerateFiles().Select(static f => f.Name)
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && OwnName().IsMatch(n[prefix.Length..]))];
    }

    // A lab's name may itself hold a dash; no namespace of one lab has a name that another's could have.
    [GeneratedRegex(@"^(fabric|node\d{1,2}|web-node\d{1,2}-\d{1,2}|late-node\d{1,2})$")]
    private static partial Regex OwnName();
}
