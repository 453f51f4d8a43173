using System.Management.Automation;
using System.Reflection;

namespace CalicoVxlan.Host.Binding;

/// <summary>A parameter: its property, its names, its part in each parameter set.</summary>
internal sealed class ParameterInfo
{
    private readonly ParameterSlot[] slots;
    private readonly Attribute[] attributes;
    private PropertySetter? setter;

    public ParameterInfo(PropertyInfo property, Attribute[] attributes, Func<string, uint> setBit)
    {
        Property = property;
        this.attributes = attributes;
        List<ParameterSlot> found = [];
        foreach (Attribute attribute in attributes)
        {
            switch (attribute)
            {
                case ParameterAttribute parameter:
                    found.Add(new ParameterSlot(parameter, setBit(parameter.ParameterSetName)));
                    Sets |= found[^1].Sets;
                    break;
                case AliasAttribute alias:
                    Aliases = [.. alias.AliasNames];
                    break;
                default:
                    break;
            }
        }

        slots = [.. found];
        Transformations = Attributes<ArgumentTransformationAttribute>().ToArray();
        Validations = Attributes<ValidateArgumentsAttribute>().ToArray();
    }

    public ArgumentTransformationAttribute[] Transformations { get; }

    public ValidateArgumentsAttribute[] Validations { get; }

    public PropertyInfo Property { get; }

    public string Name => Property.Name;

    public Type Type => Property.PropertyType;

    public string[] Aliases { get; } = [];

    /// <summary>The sets it is in, a bit each; all bits for a parameter of every set.</summary>
    public uint Sets { get; }

    public IReadOnlyList<ParameterSlot> Slots => slots;

    public bool IsSwitch => Type == typeof(SwitchParameter);

    public bool IsList => Type.IsArray || (Type.IsGenericType && typeof(System.Collections.IList).IsAssignableFrom(Type));

    public bool TakesPipeline => Array.Exists(slots, static s => s.Attribute.ValueFromPipeline);

    public bool TakesPipelineProperty => Array.Exists(slots, static s => s.Attribute.ValueFromPipelineByPropertyName);

    public bool IsHidden => Array.TrueForAll(slots, static s => s.Attribute.DontShow);

    public IEnumerable<T> Attributes<T>() => attributes.OfType<T>();

    public bool Has<T>() => Array.Exists(attributes, static a => a is T);

    /// <summary>Its part in the sets; null when it is in none of them.</summary>
    public ParameterAttribute? In(uint sets)
    {
        foreach (ParameterSlot slot in slots)
        {
            if ((slot.Sets & sets) != 0)
            {
                return slot.Attribute;
            }
        }

        return null;
    }

    public bool IsMandatoryIn(uint set) => Array.Exists(slots, s => (s.Sets & set) != 0 && s.Attribute.Mandatory);

    public bool IsNamed(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Array.Exists(Aliases, a => a.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool BeginsWith(string prefix) =>
        Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || Array.Exists(Aliases, a => a.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public object? Get(Cmdlet command) => Property.GetValue(command);

    public void Set(Cmdlet command, object? value) => (setter ??= PropertySetter.For(Property)).Set(command, value);
}

/// <summary>A parameter's part in one set, or in every.</summary>
internal sealed record ParameterSlot(ParameterAttribute Attribute, uint Sets);
