using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Reflection;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Binding;

/// <summary>A value that does not become the type that is needed.</summary>
internal sealed class ConversionException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Turns what was written, or what comes through the pipeline, into a parameter's type.</summary>
internal static class ValueConverter
{
    /// <summary>True when the value is of the type as it is: what binding without coercion takes.</summary>
    public static bool Fits(object? value, Type type) =>
        value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null
        : type.IsInstanceOfType(value);

    /// <exception cref="ConversionException">It can't.</exception>
    public static object? Convert(object? value, Type type)
    {
        if (type == typeof(object) || type == typeof(PSObject))
        {
            object? plain = Plain(value);
            return type == typeof(PSObject) && plain is not null ? PSObject.AsPSObject(plain) : plain;
        }

        value = PSObject.Unwrap(value);
        if (value is not NumberLiteral && type.IsInstanceOfType(value))
        {
            return value;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return value is null ? null : Convert(value, underlying);
        }

        if (type.IsArray || (type.IsGenericType && typeof(IList).IsAssignableFrom(type)))
        {
            return value is null ? null : ToList(value, type);
        }

        if (value is null)
        {
            return type == typeof(string) ? "" : !type.IsValueType ? null : throw new ConversionException($"null can't become {Friendly(type)}.");
        }

        // One value in a list stands for itself, as everywhere in PowerShell.
        if (value is object?[] { Length: 1 } single)
        {
            return Convert(single[0], type);
        }

        return Scalar(value, type);
    }

    /// <summary>The value that a parameter of no particular type takes: numbers as numbers.</summary>
    public static object? Plain(object? value) => value switch
    {
        NumberLiteral number => number.Number,
        object?[] several when Array.Exists(several, static e => e is NumberLiteral) => Array.ConvertAll(several, Plain),
        _ => value,
    };

    /// <summary>A type's name as people write it.</summary>
    public static string Friendly(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? Friendly(underlying)
        : type.IsArray ? Friendly(type.GetElementType()!) + "[]"
        : type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(SwitchParameter) ? "switch"
        : type == typeof(string) ? "string" : type == typeof(bool) ? "bool" : type == typeof(double) ? "double"
        : type.Name;

    private static object ToList(object value, Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        if (type.IsArray && element.IsInstanceOfType(value))
        {
            // The pipeline's usual case: one object for a parameter that takes several.
            Array one = Array.CreateInstance(element, 1);
            one.SetValue(value, 0);
            return one;
        }

        List<object?> items = value is IEnumerable several and not string ? [.. several.Cast<object?>()] : [value];
        Array array = Array.CreateInstance(element, items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            array.SetValue(Convert(items[i], element), i);
        }

        return type.IsArray ? array : Activator.CreateInstance(type, array)!;
    }

    private static object Scalar(object value, Type type)
    {
        if (type == typeof(string))
        {
            return value is IEnumerable several ? string.Join(' ', several.Cast<object?>())
                : value is NumberLiteral literal ? literal.Text
                : System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        object plain = Plain(value)!;
        string text = value as string ?? value.ToString() ?? "";
        try
        {
            return type.IsEnum ? ToEnum(plain, text, type)
                : type == typeof(bool) || type == typeof(SwitchParameter) ? ToBoolean(plain, type)
                : type.IsPrimitive || type == typeof(decimal) ? ToNumber(plain, type)
                : Known(plain, text, type) ?? Parsed(text, plain, type) ?? Constructed(plain, type)
                ?? throw new ConversionException($"'{SafeText.Clean(text)}' is no {Friendly(type)}.");
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            string reason = e is OverflowException ? $"'{SafeText.Clean(text)}' is too large or too small for {Friendly(type)}." : $"'{SafeText.Clean(text)}' is no {Friendly(type)}.";
            throw new ConversionException(reason, e);
        }
    }

    private static object ToEnum(object plain, string text, Type type)
    {
        if (plain is not string && plain is IConvertible)
        {
            object number = Enum.ToObject(type, System.Convert.ToInt64(plain, CultureInfo.InvariantCulture));
            return Enum.IsDefined(type, number) || type.IsDefined(typeof(FlagsAttribute), inherit: false)
                ? number
                : throw new ConversionException($"{SafeText.Clean(text)} is no {type.Name}: use {string.Join(", ", Enum.GetNames(type))}.");
        }

        if (Enum.TryParse(type, text, ignoreCase: true, out object? exact) && !(text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-')))
        {
            return exact!;
        }

        string[] beginning = Enum.GetNames(type).Where(n => text.Length > 0 && n.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToArray();
        return beginning.Length == 1
            ? Enum.Parse(type, beginning[0])
            : throw new ConversionException($"'{SafeText.Clean(text)}' is no {type.Name}: use {string.Join(", ", Enum.GetNames(type))}.");
    }

    private static object ToBoolean(object plain, Type type)
    {
        bool value = plain switch
        {
            bool b => b,
            SwitchParameter s => s.IsPresent,
            string text => throw new ConversionException($"'{SafeText.Clean(text)}' is no truth value: use $true, $false, 1 or 0."),
            _ => System.Convert.ToDouble(plain, CultureInfo.InvariantCulture) != 0,
        };
        return type == typeof(bool) ? value : new SwitchParameter(value);
    }

    private static object ToNumber(object plain, Type type)
    {
        if (plain is string text && type != typeof(char))
        {
            plain = NumberText.TryParse(text.AsSpan().Trim(), out object number) ? number : throw new FormatException(text);
        }

        return System.Convert.ChangeType(plain, type, CultureInfo.InvariantCulture);
    }

    private static object? Known(object plain, string text, Type type)
    {
        if (type == typeof(TimeSpan))
        {
            // A bare number is ticks, as in PowerShell; cmdlets that mean seconds say so with a transformation.
            return plain is string ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.FromTicks(System.Convert.ToInt64(plain, CultureInfo.InvariantCulture));
        }

        return type == typeof(DateTimeOffset)
                ? plain is DateTime moment ? new DateTimeOffset(moment) : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal)
            : type == typeof(DateTime)
                ? plain is DateTimeOffset offset ? offset.LocalDateTime : DateTime.Parse(text, CultureInfo.InvariantCulture)
            : type == typeof(IPAddress) ? IPAddress.Parse(text)
            : type == typeof(Type) ? null
            : null;
    }

    private static object? Parsed(string text, object plain, Type type)
    {
        if (plain is not string && plain is not (int or long or double))
        {
            return null;
        }

        MethodInfo? parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);
        object?[] arguments = [text];
        if (parse is null)
        {
            parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]);
            arguments = [text, CultureInfo.InvariantCulture];
        }

        return parse is null || parse.ReturnType != type ? null : Call(() => parse.Invoke(null, arguments));
    }

    private static object? Constructed(object plain, Type type) =>
        !type.IsAbstract && type.GetConstructor([plain.GetType()]) is { } constructor ? Call(() => constructor.Invoke([plain])) : null;

    private static object? Call(Func<object?> conversion)
    {
        try
        {
            return conversion();
        }
        catch (TargetInvocationException e)
        {
            throw new ConversionException(e.InnerException?.Message ?? e.Message, e.InnerException);
        }
    }
}
