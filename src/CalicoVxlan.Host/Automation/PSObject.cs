using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CalicoVxlan.Host.Formatting;

namespace System.Management.Automation;

/// <summary>An object with properties added to it.</summary>
public class PSObject(object? baseObject)
{
    private PSMemberInfoCollection<PSPropertyInfo>? properties;

    public PSObject()
        : this(null)
    {
    }

    public object BaseObject => baseObject ?? this;

    public object ImmediateBaseObject => BaseObject;

    /// <summary>Those that were added to it, after those of the object in it.</summary>
    public PSMemberInfoCollection<PSPropertyInfo> Properties => properties ??= Adapted();

    /// <summary>True when the object is nothing but the properties added to it.</summary>
    internal bool IsCustom => baseObject is null;

    public static PSObject AsPSObject(object obj) => obj as PSObject ?? new PSObject(obj);

    public override string ToString() => baseObject?.ToString()
        ?? "@{" + string.Join("; ", Properties.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value}"))) + "}";

    private PSMemberInfoCollection<PSPropertyInfo> Adapted()
    {
        PSMemberInfoCollection<PSPropertyInfo> all = [];
        if (baseObject is not null)
        {
            foreach (PropertyReader property in ObjectShape.Of(baseObject).Properties)
            {
                all.Add(new PSAdaptedProperty(property, baseObject));
            }
        }

        return all;
    }

    internal static object? Unwrap(object? value) => value is PSObject { IsCustom: false } wrapped ? wrapped.BaseObject : value;
}

public abstract class PSPropertyInfo
{
    public abstract string Name { get; }

    public abstract object? Value { get; set; }
}

/// <summary>A property of the object that is wrapped.</summary>
internal sealed class PSAdaptedProperty(PropertyReader reader, object target) : PSPropertyInfo
{
    public override string Name => reader.Name;

    public override object? Value
    {
        get => reader.Get(target);
        set => throw new NotSupportedException($"'{Name}' can only be read.");
    }
}

public class PSNoteProperty(string name, object? value) : PSPropertyInfo
{
    public override string Name { get; } = name;

    public override object? Value { get; set; } = value;
}

/// <summary>Properties in the order they were added, found by name.</summary>
[SuppressMessage("Design", "CA1010", Justification = "The name and shape are PowerShell's.")]
public class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSPropertyInfo
{
    private readonly List<T> members = [];

    public T? this[string name] => members.Find(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public void Add(T member) => members.Add(member);

    public IEnumerator<T> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
