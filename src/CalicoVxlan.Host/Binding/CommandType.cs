using System.Management.Automation;
using System.Numerics;
using System.Reflection;

namespace CalicoVxlan.Host.Binding;

/// <summary>What a cmdlet's class says about it, read once it is named on a line.</summary>
internal sealed class CommandType
{
    private readonly List<string> setNames = [];

    public CommandType(Type type)
        : this(type, type.GetCustomAttribute<CmdletAttribute>() ?? throw new ArgumentException($"{type} is no cmdlet.", nameof(type)))
    {
    }

    private CommandType(Type type, CmdletAttribute cmdlet)
    {
        Type = type;
        Cmdlet = cmdlet;
        List<ParameterInfo> parameters = [];
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.IsDefined(typeof(ParameterAttribute), inherit: true))
            {
                parameters.Add(new ParameterInfo(property, Attribute.GetCustomAttributes(property, inherit: true), SetBit));
            }
        }

        Parameters = parameters;
        DefaultSet = Cmdlet.DefaultParameterSetName is { } name ? SetBit(name) : 0;
    }

    public Type Type { get; }

    public CmdletAttribute Cmdlet { get; }

    public string Name => Cmdlet.VerbName + "-" + Cmdlet.NounName;

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>One of the host's own: nothing asks it what was bound.</summary>
    public bool IsBuiltIn => Type.Namespace == "CalicoVxlan.Host.Commands";

    public IReadOnlyList<string> SetNames => setNames;

    public uint DefaultSet { get; }

    /// <summary>A bit for each named set; all bits when there is none, as every parameter is in the one unnamed set then.</summary>
    public uint AllSets => setNames.Count == 0 ? uint.MaxValue : (uint)((1UL << setNames.Count) - 1);

    /// <summary>A class that only holds parameters which other commands share.</summary>
    public static CommandType OfShared(Type type) => new(type, new CmdletAttribute("", ""));

    public string SetName(uint set) =>
        BitOperations.PopCount(set) == 1 ? setNames[BitOperations.TrailingZeroCount(set)] : ParameterAttribute.AllParameterSets;

    private uint SetBit(string name)
    {
        if (name == ParameterAttribute.AllParameterSets)
        {
            return uint.MaxValue;
        }

        int index = setNames.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = setNames.Count;
            setNames.Add(name);
        }

        return 1u << index;
    }
}
