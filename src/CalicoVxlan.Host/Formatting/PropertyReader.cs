using System.Reflection;

namespace CalicoVxlan.Host.Formatting;

/// <summary>Reads one property of one type, and writes it as JSON without boxing where that counts.</summary>
internal abstract class PropertyReader(string name)
{
    public string Name { get; } = name;

    /// <summary>The name as JSON has it, with its colon.</summary>
    public byte[] JsonName { get; } = Encode(name);

    public abstract object? Get(object target);

    public virtual void WriteJson(object target, JsonText json, int depth) => json.WriteValue(Get(target), depth);

    public static PropertyReader For(PropertyInfo property)
    {
        MethodInfo getter = property.GetMethod!;
        if (getter.DeclaringType!.IsValueType)
        {
            return new InvokedReader(property.Name, getter);
        }

        Type? reader = !property.PropertyType.IsValueType ? typeof(ReferenceReader<,>)
            : ValueReaders.AreCompiledFor(property.PropertyType) ? typeof(ValueReader<,>)
            : null;
        return reader is null
            ? new InvokedReader(property.Name, getter)
            : (PropertyReader)Activator.CreateInstance(reader.MakeGenericType(getter.DeclaringType, property.PropertyType), property.Name, getter)!;
    }

    private static byte[] Encode(string name)
    {
        JsonText text = new();
        text.WriteString(name);
        text.WriteRaw(":"u8);
        return text.Written.ToArray();
    }
}

/// <summary>A property of a reference type.</summary>
internal sealed class ReferenceReader<TOwner, TValue>(string name, MethodInfo getter) : PropertyReader(name)
    where TOwner : class
    where TValue : class
{
    private readonly Func<TOwner, TValue?> get = getter.CreateDelegate<Func<TOwner, TValue?>>();

    public override object? Get(object target) => get((TOwner)target);

    public override void WriteJson(object target, JsonText json, int depth)
    {
        TValue? value = get((TOwner)target);
        if (value is string text)
        {
            json.WriteString(text);
        }
        else
        {
            json.WriteValue(value, depth);
        }
    }
}

/// <summary>A property of a value type.</summary>
internal sealed class ValueReader<TOwner, TValue>(string name, MethodInfo getter) : PropertyReader(name)
    where TOwner : class
{
    private readonly Func<TOwner, TValue> get = getter.CreateDelegate<Func<TOwner, TValue>>();

    public override object? Get(object target) => get((TOwner)target);

    public override void WriteJson(object target, JsonText json, int depth)
    {
        TValue value = get((TOwner)target);
        if (typeof(TValue) == typeof(long))
        {
            json.WriteNumber((long)(object)value!);
        }
        else if (typeof(TValue) == typeof(int))
        {
            json.WriteNumber((long)(int)(object)value!);
        }
        else if (typeof(TValue) == typeof(bool))
        {
            json.WriteRaw((bool)(object)value! ? "true"u8 : "false"u8);
        }
        else if (typeof(TValue) == typeof(int?))
        {
            json.WriteNumber((int?)(object?)value);
        }
        else if (typeof(TValue) == typeof(DateTimeOffset))
        {
            json.WriteFormatted((DateTimeOffset)(object)value!, "O");
        }
        else
        {
            json.WriteValue(value, depth);
        }
    }
}

/// <summary>The value types for which a reader is compiled ahead; one for any other would be compiled while somebody waits.</summary>
internal static class ValueReaders
{
    private static readonly Dictionary<Type, Type> Compiled = new()
    {
        [typeof(long)] = typeof(ValueReader<string, long>),
        [typeof(int)] = typeof(ValueReader<string, int>),
        [typeof(bool)] = typeof(ValueReader<string, bool>),
        [typeof(double)] = typeof(ValueReader<string, double>),
        [typeof(long?)] = typeof(ValueReader<string, long?>),
        [typeof(int?)] = typeof(ValueReader<string, int?>),
        [typeof(DateTimeOffset)] = typeof(ValueReader<string, DateTimeOffset>),
        [typeof(DateTimeOffset?)] = typeof(ValueReader<string, DateTimeOffset?>),
        [typeof(TimeSpan)] = typeof(ValueReader<string, TimeSpan>),
        [typeof(TimeSpan?)] = typeof(ValueReader<string, TimeSpan?>),
    };

    public static bool AreCompiledFor(Type type) => Compiled.ContainsKey(type);
}

/// <summary>Any other property.</summary>
internal sealed class InvokedReader(string name, MethodInfo getter) : PropertyReader(name)
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(getter);

    public override object? Get(object target)
    {
        try
        {
            return invoker.Invoke(target);
        }
        catch (TargetInvocationException)
        {
            // A property that can't be read is empty, as in PowerShell's tables.
            return null;
        }
    }
}

/// <summary>A property that an object does not have.</summary>
internal sealed class NoReader(string name) : PropertyReader(name)
{
    public override object? Get(object target) => null;
}
