using System.Management.Automation;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Lets a snapshot's path stand where evidence is wanted: <c>-Evidence ./snapshot.zip</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EvidenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string path)
        {
            return value!;
        }

        try
        {
            return LiveEvidence.Import(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }
}
