using System.Management.Automation;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>A pod that an object on the pipeline is or names.</summary>
internal sealed record PodReference(string Namespace, string Name)
{
    /// <summary>Reads <c>metadata.name</c> and <c>metadata.namespace</c>, else <c>Pod</c> (or <c>Name</c>) and <c>Namespace</c>; null when there are none.</summary>
    public static PodReference? Of(PSObject item)
    {
        if (Value(item, "metadata") is { } metadata)
        {
            PSObject inner = PSObject.AsPSObject(metadata);
            return Make(Value(inner, "namespace") ?? "default", Value(inner, "name"));
        }

        return Make(Value(item, "Namespace"), Value(item, "Pod") ?? Value(item, "Name"));
    }

    private static PodReference? Make(object? space, object? name) =>
        space?.ToString() is { Length: > 0 } inSpace && name?.ToString() is { Length: > 0 } named ? new PodReference(inSpace, named) : null;

    private static object? Value(PSObject item, string property) => item.Properties[property]?.Value;
}
