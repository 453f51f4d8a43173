using System.Management.Automation;
using System.Numerics;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Binding;

/// <summary>
/// Binds a command's line to its parameters, in PowerShell's order: by name, by position, then the parameter set; the pipeline's
/// objects follow in <see cref="InputBinder"/>.
/// </summary>
internal sealed class ParameterBinder(CommandType type, Cmdlet command, CommandCall call)
{
    private readonly ParameterFinder finder = new(type);
    private readonly Dictionary<ParameterInfo, object?> bound = [];
    private uint sets = type.AllSets;

    public CommandType Type => type;

    public Cmdlet Command => command;

    public CommonParameters Common { get; } = new();

    public ShouldProcessParameters ShouldProcess { get; } = new();

    /// <summary>The sets that the line leaves possible.</summary>
    public uint Sets => sets;

    public IReadOnlyDictionary<ParameterInfo, object?> Bound => bound;

    /// <summary>The parameter set's name as the cmdlet sees it.</summary>
    public string ParameterSetName { get; set; } = ParameterAttribute.AllParameterSets;

    public bool IsBound(ParameterInfo parameter) => bound.ContainsKey(parameter);

    /// <summary>Binds what the line says.</summary>
    /// <param name="expectsInput">Objects will come through the pipeline: what they may bring is not missing yet.</param>
    public void BindLine(bool expectsInput)
    {
        List<object?> values = BindNamed();
        BindPositional(values);
        SelectSet(expectsInput);
    }

    /// <summary>Sets a parameter and remembers that it was given.</summary>
    public void Bind(ParameterInfo parameter, object? argument)
    {
        if (bound.ContainsKey(parameter))
        {
            throw new ParameterBindingException("ParameterAlreadyBound",
                $"Parameter '{parameter.Name}' is given more than once. Write several values as a list: -{parameter.Name} a,b.", parameter.Name);
        }

        object? value = ArgumentBinding.Prepare(parameter, argument, parameter.In(sets)?.Mandatory ?? false);
        parameter.Set(ParameterFinder.Owner(parameter, command, Common, ShouldProcess), value);
        bound[parameter] = value;
        if (finder.IsOwn(parameter))
        {
            Restrict(parameter.Sets);
        }
    }

    private void Restrict(uint to)
    {
        sets &= to;
        if (sets == 0)
        {
            throw SetProblem("These parameters can't be used together: -" + string.Join(", -", bound.Keys.Select(static p => p.Name)) + ".");
        }
    }

    private List<object?> BindNamed()
    {
        List<object?> values = [];
        for (int i = 0; i < call.Elements.Count; i++)
        {
            CommandElement element = call.Elements[i];
            if (!element.IsParameter)
            {
                values.Add(element.Value);
                continue;
            }

            ParameterInfo parameter = finder.Find(element.Parameter!);
            object? argument = element.Value;
            if (!element.HasValue)
            {
                if (parameter.IsSwitch)
                {
                    argument = true;
                }
                else if (i + 1 < call.Elements.Count && !call.Elements[i + 1].IsParameter)
                {
                    argument = call.Elements[++i].Value;
                }
                else
                {
                    throw new ParameterBindingException("MissingArgument",
                        $"Parameter '{parameter.Name}' needs a value of type {ValueConverter.Friendly(parameter.Type)}.", parameter.Name);
                }
            }

            Bind(parameter, argument);
        }

        return values;
    }

    private void BindPositional(List<object?> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            ParameterInfo? parameter = NextPositional(values[i]);
            if (parameter is not null)
            {
                // A shell has expanded *.pcap into several words: they are one list, unless another parameter waits for them.
                object? value = call.FromShell && parameter.IsList && i + 1 < values.Count && NextPositional(values[i + 1], after: parameter) is null
                    ? Gather(values, ref i)
                    : values[i];
                Bind(parameter, value);
            }
            else if (!call.FromShell || !Append(values, ref i))
            {
                throw new ParameterBindingException("PositionalParameterNotFound",
                    $"No parameter takes this value by its position: '{SafeText.Clean(values[i]?.ToString() ?? "$null")}'.");
            }
        }
    }

    private static object?[] Gather(List<object?> values, ref int i)
    {
        List<object?> gathered = [];
        for (; i < values.Count; i++)
        {
            if (values[i] is object?[] several)
            {
                gathered.AddRange(several);
            }
            else
            {
                gathered.Add(values[i]);
            }
        }

        return [.. gathered];
    }

    // -Path *.pcap through a shell: the first file is the parameter's argument, the others are left over.
    private bool Append(List<object?> values, ref int i)
    {
        ParameterInfo? list = bound.Keys.FirstOrDefault(p => p.IsList && p.In(sets)?.Position == 0);
        if (list is null || bound[list] is not Array first)
        {
            return false;
        }

        object?[] all = [.. first.Cast<object?>(), .. Gather(values, ref i)];
        _ = bound.Remove(list);
        Bind(list, all);
        return true;
    }

    // The lowest free position; of several parameters there the default set's, then the first whose type the value fits.
    private ParameterInfo? NextPositional(object? value, ParameterInfo? after = null)
    {
        int lowest = int.MaxValue;
        List<ParameterInfo> there = [];
        foreach (ParameterInfo parameter in type.Parameters)
        {
            if (parameter == after || bound.ContainsKey(parameter))
            {
                continue;
            }

            foreach (ParameterSlot slot in parameter.Slots)
            {
                int position = slot.Attribute.Position;
                if (position < 0 || (slot.Sets & sets) == 0 || position > lowest)
                {
                    continue;
                }

                if (position < lowest)
                {
                    there.Clear();
                    lowest = position;
                }

                there.Add(parameter);
            }
        }

        return there.Count <= 1 ? there.FirstOrDefault() : Best(there, value);
    }

    private ParameterInfo Best(List<ParameterInfo> there, object? value)
    {
        there.Sort((a, b) => InDefault(b).CompareTo(InDefault(a)));
        return there.Find(p => ValueConverter.Fits(value, p.Type)) ?? there.Find(p => Converts(p, value)) ?? there[0];

        int InDefault(ParameterInfo p) => type.DefaultSet != 0 && p.In(type.DefaultSet & sets) is not null ? 1 : 0;
    }

    private static bool Converts(ParameterInfo parameter, object? value)
    {
        try
        {
            _ = ArgumentBinding.Prepare(parameter, value, mandatory: false);
            return true;
        }
        catch (ParameterBindingException)
        {
            return false;
        }
    }

    private void SelectSet(bool expectsInput)
    {
        uint complete = 0;
        foreach (uint set in Each(sets))
        {
            if (Missing(set, expectsInput).Count == 0)
            {
                complete |= set;
            }
        }

        if (complete == 0)
        {
            // Nothing is whole: say what the set lacks that was most likely meant.
            uint meant = type.SetNames.Count == 0 ? uint.MaxValue : (sets & type.DefaultSet) != 0 || BitOperations.PopCount(sets) == 1 ? (sets & type.DefaultSet) != 0 ? type.DefaultSet : sets : 0;
            throw meant != 0 ? MissingParameters(Missing(meant, expectsInput)) : SetProblem("It is not clear from these parameters what is meant: too few are given.");
        }

        sets = complete;
        uint chosen = (complete & type.DefaultSet) != 0 && type.DefaultSet != 0 ? type.DefaultSet : complete;
        if (BitOperations.PopCount(chosen) != 1 && type.SetNames.Count > 0 && !expectsInput)
        {
            throw SetProblem($"It is not clear from these parameters which of these is meant: {string.Join(", ", Each(chosen).Select(type.SetName))}.");
        }

        sets = expectsInput ? complete : chosen;
        ParameterSetName = type.SetName(chosen);
    }

    /// <summary>Mandatory parameters of a set that are not given, and that the pipeline can't bring.</summary>
    public List<ParameterInfo> Missing(uint set, bool expectsInput)
    {
        List<ParameterInfo> missing = [];
        foreach (ParameterInfo parameter in type.Parameters)
        {
            if (!bound.ContainsKey(parameter) && parameter.IsMandatoryIn(set)
                && !(expectsInput && parameter.In(set) is { } slot && (slot.ValueFromPipeline || slot.ValueFromPipelineByPropertyName)))
            {
                missing.Add(parameter);
            }
        }

        return missing;
    }

    public static ParameterBindingException MissingParameters(List<ParameterInfo> missing)
    {
        string names = string.Join(" ", missing.Select(static p => p.Name));
        return new ParameterBindingException("MissingMandatoryParameter", $"Required, but not given: {string.Join(", ", missing.Select(static p => "-" + p.Name))}.", names);
    }

    public IEnumerable<uint> Each(uint some)
    {
        if (type.SetNames.Count == 0)
        {
            yield return uint.MaxValue;
            yield break;
        }

        for (uint set = 1; set != 0 && set <= some; set <<= 1)
        {
            if ((some & set) != 0)
            {
                yield return set;
            }
        }
    }

    private static ParameterBindingException SetProblem(string message) => new("AmbiguousParameterSet", message);
}
