using System.Collections.ObjectModel;
using CalicoVxlan.Host.Pipeline;

namespace System.Management.Automation;

/// <summary>Where a session is: in the process' own directory.</summary>
public sealed class SessionState
{
    internal SessionState()
    {
    }

    public PathIntrinsics Path { get; } = new();
}

public sealed class PathInfo
{
    internal PathInfo(string path) => Path = path;

    public string Path { get; }

    public string ProviderPath => Path;

    public override string ToString() => Path;
}

public sealed class ProviderInfo
{
    internal static readonly ProviderInfo FileSystem = new();

    private ProviderInfo()
    {
    }

    public string Name => "FileSystem";
}

/// <summary>Turns what people write into full paths.</summary>
public sealed class PathIntrinsics
{
    internal PathIntrinsics()
    {
    }

    public PathInfo CurrentFileSystemLocation => new(Directory.GetCurrentDirectory());

    public PathInfo CurrentLocation => CurrentFileSystemLocation;

    public string GetUnresolvedProviderPathFromPSPath(string path) => PathExpansion.FullPath(path);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out object? drive)
    {
        provider = ProviderInfo.FileSystem;
        drive = null;
        return PathExpansion.FullPath(path);
    }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        provider = ProviderInfo.FileSystem;
        return PathExpansion.Expand(path);
    }

    public string Combine(string parent, string child) => System.IO.Path.Combine(parent, child);

    public bool IsProviderQualified(string path) => path is not null && path.Contains("::", StringComparison.Ordinal);
}
