using System.Management.Automation;
using System.Numerics;
using CalicoVxlan.Host.Formatting;

namespace CalicoVxlan.Host.Binding;

/// <summary>
/// Binds each object of the pipeline: the object itself, then its properties, first as they are, then converted. How objects of
/// one type are bound is searched for once; the next of that type follow the same plan.
/// </summary>
internal sealed class InputBinder(ParameterBinder line, InvocationInfo invocation)
{
    private readonly ParameterInfo[] takers = line.Type.Parameters.Where(p => !line.IsBound(p) && (p.TakesPipeline || p.TakesPipelineProperty)).ToArray();
    private readonly Dictionary<ParameterInfo, object?> defaults = [];
    private readonly List<Step> steps = [];
    private readonly bool takesProperties = line.Type.Parameters.Any(p => !line.IsBound(p) && p.TakesPipelineProperty);
    private readonly bool records = !line.Type.IsBuiltIn;
    private Step[] planned = [];
    private Type? plannedType;

    /// <summary>Sets the parameters that the object brings.</summary>
    /// <exception cref="ParameterBindingException">It fits none.</exception>
    public void Bind(object? input)
    {
        if (input is not null && input.GetType() == plannedType)
        {
            foreach (Step step in planned)
            {
                Set(step, input, records);
            }

            return;
        }

        plannedType = null;
        Restore();
        Plan(input);
        if (input is not (null or PSObject) && (!takesProperties || input is not IObjectShape))
        {
            plannedType = input.GetType();
            planned = [.. steps];
        }
    }

    // What the last object brought is not the next one's.
    private void Restore()
    {
        foreach (Step step in steps)
        {
            step.Parameter.Set(line.Command, defaults[step.Parameter]);
            _ = invocation.BoundParameters.Remove(step.Parameter.Name);
        }

        steps.Clear();
    }

    private void Plan(object? input)
    {
        uint sets = line.Sets;
        ParameterBindingException? problem = null;
        for (int phase = 0; phase < 4; phase++)
        {
            bool whole = phase % 2 == 0;
            bool convert = phase >= 2;

            // The default set's parameters come first; another set's only when those did not fit.
            uint preferred = sets & line.Type.DefaultSet;
            if (preferred != 0)
            {
                Try(input, whole, convert, preferred, ref sets, ref problem);
            }

            Try(input, whole, convert, sets, ref sets, ref problem);
        }

        if (steps.Count == 0)
        {
            throw problem ?? new ParameterBindingException("InputObjectNotBound", takers.Length == 0
                ? "No parameter takes input from the pipeline, or those that do are given on the line."
                : $"{Article(input)} can't be taken from the pipeline; it may be {string.Join(" or ", takers.Select(static p => $"{ValueConverter.Friendly(p.Type)} for -{p.Name}"))}.");
        }

        ChooseSet(sets);
    }

    private static string Article(object? input) => input is null ? "null" : "An object of type " + ValueConverter.Friendly(PSObject.Unwrap(input)!.GetType());

    private void Try(object? input, bool whole, bool convert, uint among, ref uint sets, ref ParameterBindingException? problem)
    {
        foreach (ParameterInfo parameter in takers)
        {
            if (steps.Exists(s => s.Parameter == parameter) || (parameter.Sets & sets) == 0
                || !parameter.Slots.Any(s => (s.Sets & among) != 0 && (whole ? s.Attribute.ValueFromPipeline : s.Attribute.ValueFromPipelineByPropertyName)))
            {
                continue;
            }

            PropertyReader? property = whole ? null : FindProperty(input, parameter);
            if (!whole && property is null)
            {
                continue;
            }

            object? value = property is null ? input : property.Get(input!);
            if (!convert && !FitsAsIs(value, parameter.Type))
            {
                continue;
            }

            try
            {
                _ = defaults.TryAdd(parameter, parameter.Get(line.Command));
                Step step = new(parameter, property, parameter.In(among)!.Mandatory);
                Set(step, input, record: true);
                steps.Add(step);
                sets &= parameter.Sets;
            }
            catch (ParameterBindingException e) when (e.ErrorId.StartsWith("CannotConvertArgument", StringComparison.Ordinal))
            {
                // Another parameter may take it.
            }
            catch (ParameterBindingException e)
            {
                problem ??= e;
            }
        }
    }

    private void Set(Step step, object? input, bool record)
    {
        object? value = step.Property is null ? input : step.Property.Get(input!);
        value = ArgumentBinding.Prepare(step.Parameter, value, step.Mandatory);
        step.Parameter.Set(line.Command, value);
        if (record)
        {
            invocation.BoundParameters[step.Parameter.Name] = value;
        }
    }

    private void ChooseSet(uint sets)
    {
        uint whole = 0;
        foreach (uint set in line.Each(sets))
        {
            if (line.Missing(set, expectsInput: false).TrueForAll(p => steps.Exists(s => s.Parameter == p)))
            {
                whole |= set;
            }
        }

        if (whole == 0)
        {
            uint first = line.Each(sets).First();
            throw ParameterBinder.MissingParameters(line.Missing(first, expectsInput: false).FindAll(p => !steps.Exists(s => s.Parameter == p)));
        }

        uint chosen = (whole & line.Type.DefaultSet) != 0 ? line.Type.DefaultSet : whole;
        line.ParameterSetName = line.Type.SetName(BitOperations.PopCount(chosen) == 1 ? chosen : line.Each(chosen).First());
    }

    private static PropertyReader? FindProperty(object? input, ParameterInfo parameter)
    {
        if (input is null)
        {
            return null;
        }

        ObjectShape shape = ObjectShape.Of(input);
        PropertyReader? found = shape.Find(parameter.Name);
        for (int i = 0; found is null && i < parameter.Aliases.Length; i++)
        {
            found = shape.Find(parameter.Aliases[i]);
        }

        return found;
    }

    private static bool FitsAsIs(object? value, Type type)
    {
        value = type == typeof(PSObject) ? value : PSObject.Unwrap(value);
        return ValueConverter.Fits(value, type) || type == typeof(object) || (type.IsArray && ValueConverter.Fits(value, type.GetElementType()!));
    }

    private readonly record struct Step(ParameterInfo Parameter, PropertyReader? Property, bool Mandatory);
}
