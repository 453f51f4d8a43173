using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Reflection;

namespace CalicoVxlan.Host.Formatting;

/// <summary>An object whose properties are not those of its class.</summary>
internal interface IObjectShape
{
    ObjectShape Shape { get; }
}

/// <summary>The properties of an object in order, read without searching twice.</summary>
internal sealed class ObjectShape
{
    private static readonly Dictionary<Type, ObjectShape> Known = [];
    private static readonly string[] FileProperties = ["Name", "FullName", "Length", "LastWriteTime"];

    public ObjectShape(Type? type, PropertyReader[] properties)
    {
        Type = type;
        Properties = properties;
    }

    /// <summary>The class that views are chosen by; null when there is none.</summary>
    public Type? Type { get; }

    public PropertyReader[] Properties { get; }

    public static ObjectShape Of(object value)
    {
        switch (value)
        {
            case IObjectShape own:
                return own.Shape;
            case PSObject custom when PSObject.Unwrap(custom) == custom:
                return new ObjectShape(null, custom.Properties.Select(static PropertyReader (p) => new NoteReader(p.Name)).ToArray());
            default:
                return Of((PSObject.Unwrap(value) ?? value).GetType());
        }
    }

    // Files are the only objects of others that commands write; their properties must outlive trimming.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(FileInfo))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(DirectoryInfo))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(FileSystemInfo))]
    public static ObjectShape Of(Type type)
    {
        lock (Known)
        {
            return Known.TryGetValue(type, out ObjectShape? shape) ? shape : Known[type] = Make(type);
        }
    }

    public PropertyReader? Find(string name)
    {
        foreach (PropertyReader property in Properties)
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property;
            }
        }

        return null;
    }

    private static ObjectShape Make(Type type)
    {
        if (typeof(FileSystemInfo).IsAssignableFrom(type))
        {
            // A file leads to its directory, that to its parent, and so on: what is asked of one is little.
            return new ObjectShape(type, FileProperties.Select(type.GetProperty).OfType<PropertyInfo>().Select(PropertyReader.For).ToArray());
        }

        List<PropertyReader> properties = [];
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetMethod is { IsPublic: true } getter && getter.GetParameters().Length == 0 && !getter.ReturnType.IsByRefLike)
            {
                properties.Add(PropertyReader.For(property));
            }
        }

        return new ObjectShape(type, [.. properties]);
    }

    private sealed class NoteReader(string name) : PropertyReader(name)
    {
        public override object? Get(object target) => ((PSObject)target).Properties[Name]?.Value;
    }
}
