using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Lets a snapshot's path stand where evidence is wanted: <c>-Evidence ./snapshot.zip</c>, or what Get-Item writes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EvidenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        ArgumentNullException.ThrowIfNull(engineIntrinsics);
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is FileSystemInfo item)
        {
            return Open(item.FullName);
        }

        return value is not string text ? value!
            : FullPath(engineIntrinsics, text) is { } path && (Path.Exists(path) || LooksLikePath(text)) ? Open(path)
            : text;
    }

    private static CalicoEvidence Open(string path)
    {
        try
        {
            return LiveEvidence.Import(path);
        }
        catch (EvidenceException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }

    // PowerShell tries this on every string of the pipeline before the other parameters get it, and an error here would
    // be the end: an address for Resolve-CalicoAddress must get through.
    private static bool LooksLikePath(string text) =>
        (text.AsSpan().ContainsAny('/', '\\') || EndsLikeSnapshot(text)) && !AddressRange.TryParse(text, out _);

    private static bool EndsLikeSnapshot(string text) => text.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    // A MAC looks like a path on a drive that there is not.
    private static string? FullPath(EngineIntrinsics engine, string text)
    {
        try
        {
            return text.Length == 0 ? null : engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text);
        }
        catch (Exception e) when (e is RuntimeException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
