using System.Collections;
using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Binding;

/// <summary>Makes one argument one parameter's value: transformed, converted, validated, set.</summary>
internal static class ArgumentBinding
{
    private static readonly EngineIntrinsics Engine = new();

    /// <summary>The value that the parameter would get.</summary>
    /// <exception cref="ParameterBindingException">The argument does not fit.</exception>
    public static object? Prepare(ParameterInfo parameter, object? value, bool mandatory)
    {
        value = Transform(parameter, value);
        try
        {
            value = parameter.IsSwitch && value is null ? new SwitchParameter(false) : ValueConverter.Convert(value, parameter.Type);
        }
        catch (ConversionException e)
        {
            string id = parameter.IsSwitch || parameter.Type == typeof(bool) ? "CannotConvertArgument" : "CannotConvertArgumentNoMessage";
            throw new ParameterBindingException(id, $"Cannot bind parameter '{parameter.Name}'. {e.Message}", parameter.Name, e);
        }

        Validate(parameter, value);
        if (mandatory)
        {
            RefuseEmpty(parameter, value);
        }

        return value;
    }

    private static object? Transform(ParameterInfo parameter, object? value)
    {
        foreach (ArgumentTransformationAttribute transformation in parameter.Transformations)
        {
            try
            {
                value = transformation.Transform(Engine, ValueConverter.Plain(value)!);
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                throw new ParameterBindingException(
                    "ParameterArgumentTransformationError", $"Cannot transform the argument of parameter '{parameter.Name}'. {SafeText.Clean(e.Message)}", parameter.Name, e);
            }
        }

        return value;
    }

    private static void Validate(ParameterInfo parameter, object? value)
    {
        foreach (ValidateArgumentsAttribute validation in parameter.Validations)
        {
            try
            {
                validation.Check(value);
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                throw new ParameterBindingException(
                    "ParameterArgumentValidationError", $"Cannot validate the argument of parameter '{parameter.Name}'. {e.Message}", parameter.Name, e);
            }
        }
    }

    // A mandatory parameter refuses nothing, unless it says that it takes it.
    private static void RefuseEmpty(ParameterInfo parameter, object? value)
    {
        (string Id, string What)? refusal = value switch
        {
            null when !parameter.Has<AllowNullAttribute>() => ("NullNotAllowed", "null"),
            "" when !parameter.Has<AllowEmptyStringAttribute>() => ("EmptyStringNotAllowed", "an empty string"),
            ICollection { Count: 0 } when !parameter.Has<AllowEmptyCollectionAttribute>() => ("EmptyArrayNotAllowed", "an empty list"),
            string[] texts when Array.Exists(texts, static t => t.Length == 0) && !parameter.Has<AllowEmptyStringAttribute>() => ("EmptyStringNotAllowed", "an empty string"),
            _ => null,
        };
        if (refusal is { } refused)
        {
            throw new ParameterBindingException(
                "ParameterArgumentValidationError" + refused.Id, $"Cannot bind parameter '{parameter.Name}', because it is {refused.What}.", parameter.Name);
        }
    }
}
