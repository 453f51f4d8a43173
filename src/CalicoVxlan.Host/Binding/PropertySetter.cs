using System.Reflection;

namespace CalicoVxlan.Host.Binding;

/// <summary>Sets a property without reflection's cost: pipeline input is bound once an object.</summary>
internal abstract class PropertySetter
{
    public static PropertySetter For(PropertyInfo property)
    {
        MethodInfo method = property.SetMethod ?? throw new InvalidOperationException($"{property.Name} can't be set.");

        // A delegate for each kind of value would be compiled while one waits; those that matter take references.
        return property.PropertyType.IsValueType
            ? new Reflected(property)
            : (PropertySetter)Activator.CreateInstance(typeof(Direct<,>).MakeGenericType(method.DeclaringType!, property.PropertyType), method)!;
    }

    public abstract void Set(object target, object? value);

    private sealed class Reflected(PropertyInfo property) : PropertySetter
    {
        public override void Set(object target, object? value) => property.SetValue(target, value);
    }

    private sealed class Direct<TOwner, TValue>(MethodInfo method) : PropertySetter
        where TOwner : class
        where TValue : class
    {
        private readonly Action<TOwner, TValue?> set = method.CreateDelegate<Action<TOwner, TValue?>>();

        public override void Set(object target, object? value) => set((TOwner)target, (TValue?)value);
    }
}
