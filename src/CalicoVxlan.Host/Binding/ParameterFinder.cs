using System.Management.Automation;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Binding;

/// <summary>Finds a parameter by its name, an alias, or a beginning that only one has.</summary>
internal sealed class ParameterFinder(CommandType type)
{
    private static CommandType? common;
    private static CommandType? shouldProcess;
    private IReadOnlyList<ParameterInfo>? all;

    /// <summary>The command's parameters and the common ones; those are looked at only when a name is not the command's own.</summary>
    public IReadOnlyList<ParameterInfo> All => all ??= type.Cmdlet.SupportsShouldProcess
        ? [.. type.Parameters, .. Common.Parameters, .. ShouldProcess.Parameters]
        : [.. type.Parameters, .. Common.Parameters];

    private static CommandType Common => common ??= CommandType.OfShared(typeof(CommonParameters));

    private static CommandType ShouldProcess => shouldProcess ??= CommandType.OfShared(typeof(ShouldProcessParameters));

    public bool IsOwn(ParameterInfo parameter) => type.Parameters.Contains(parameter);

    public static Cmdlet Owner(ParameterInfo parameter, Cmdlet own, CommonParameters shared, ShouldProcessParameters should) =>
        parameter.Property.DeclaringType == typeof(CommonParameters) ? shared
        : parameter.Property.DeclaringType == typeof(ShouldProcessParameters) ? should
        : own;

    public ParameterInfo Find(string name)
    {
        foreach (ParameterInfo parameter in type.Parameters)
        {
            if (parameter.IsNamed(name))
            {
                return parameter;
            }
        }

        List<ParameterInfo> beginning = [];
        foreach (ParameterInfo parameter in All)
        {
            if (parameter.IsNamed(name))
            {
                return parameter;
            }

            if (parameter.BeginsWith(name))
            {
                beginning.Add(parameter);
            }
        }

        return beginning.Count switch
        {
            1 => beginning[0],
            0 => throw new ParameterBindingException("NamedParameterNotFound",
                $"There is no parameter '-{SafeText.Clean(name)}'.{Similar.Hint(name, All.Select(static p => p.Name), "-")}", name),
            _ => throw new ParameterBindingException("AmbiguousParameter",
                $"'-{name}' can be more than one parameter: -{string.Join(", -", beginning.Select(static p => p.Name))}.", name),
        };
    }
}
