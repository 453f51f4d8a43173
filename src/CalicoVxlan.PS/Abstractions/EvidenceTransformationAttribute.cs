using System.Management.Automation;
using CalicoVxlan.Evidence;

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
        catch (EvidenceException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }
}
